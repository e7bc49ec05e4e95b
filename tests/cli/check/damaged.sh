$CXDUMP check $TESTDATA/cachex/odd/etf_bad_adler_v2 $TESTDATA/cachex/v2.1.0/single-c0.dump
