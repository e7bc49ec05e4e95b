$CXDUMP check --now 1800000000000 $TESTDATA/cachex/v2.1.0/merge-a-c1.dump
