head -c 100 $TESTDATA/cachex/v2.1.0/example-c0.dump >short
$CXDUMP explain short
