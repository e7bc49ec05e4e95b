$CXDUMP --color always atoms $TESTDATA/cachex/v3.6.0/single-c1.dump | cat -v
