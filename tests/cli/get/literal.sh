$CXDUMP get $TESTDATA/cachex/v4.1.1/merge-b.dump '"key:77"'
$CXDUMP get $TESTDATA/cachex/v2.1.0/example-c0.dump 3
