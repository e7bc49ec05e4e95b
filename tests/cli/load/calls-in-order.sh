$CXDUMP load $TESTDATA/cachex/v2.1.0/example-c1.dump -e 'get 3' -e 'set 3, :three' -e 'get 3'
