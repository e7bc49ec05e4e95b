head -c 500 $TESTDATA/cachex/v2.1.0/mixed-c0.dump >short
$CXDUMP diff $TESTDATA/cachex/v2.1.0/mixed-c0.dump short
