$CXDUMP to-json --array $TESTDATA/cachex/v2.1.0/empty-c0.dump
