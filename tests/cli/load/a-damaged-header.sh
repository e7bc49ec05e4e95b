$CXDUMP load $TESTDATA/cachex/odd/etf_garbage -e size
