$CXDUMP inspect --now 1800000000000 $TESTDATA/cachex/v3.6.0/merge-a-c1.dump
