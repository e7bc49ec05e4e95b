$CXDUMP to-json - <$TESTDATA/cachex/v4.1.1/example.dump
