$CXDUMP to-json $TESTDATA/cachex/v2.1.0/sessions-1k-c1.dump >/dev/full
