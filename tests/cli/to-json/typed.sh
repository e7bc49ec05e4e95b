$CXDUMP to-json --typed --limit 2 $TESTDATA/cachex/v3.6.0/merge-a-c1.dump
