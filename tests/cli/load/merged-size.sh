$CXDUMP load $TESTDATA/cachex/v2.1.0/merge-a-c1.dump $TESTDATA/cachex/v4.1.1/merge-b.dump -e size
