$CXDUMP get $TESTDATA/cachex/v2.1.0/merge-a-c1.dump --string ""
