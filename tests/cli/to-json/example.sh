$CXDUMP to-json $TESTDATA/cachex/v2.1.0/example-c1.dump
