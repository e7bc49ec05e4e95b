$CXDUMP diff - $TESTDATA/cachex/v2.1.0/merge-b-c0.dump --summary <$TESTDATA/cachex/v2.1.0/merge-a-c1.dump
