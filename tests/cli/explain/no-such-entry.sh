$CXDUMP explain --entry 1000 $TESTDATA/cachex/v3.6.0/example-c1.dump
