$CXDUMP to-json $TESTDATA/cachex/odd/etf_garbage $TESTDATA/cachex/v2.1.0/single-c0.dump
