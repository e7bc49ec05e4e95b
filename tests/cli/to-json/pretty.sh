$CXDUMP to-json --pretty --limit 1 $TESTDATA/cachex/v3.6.0/merge-a-c0.dump
