$CXDUMP to-json --array $TESTDATA/cachex/v3.6.0/example-c0.dump
