$CXDUMP load - - -e size <$TESTDATA/cachex/v4.1.1/example.dump
