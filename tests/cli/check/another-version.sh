$CXDUMP check --for 2.1 $TESTDATA/cachex/v3.6.0/example-c1.dump
