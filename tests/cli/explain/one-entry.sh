$CXDUMP explain --entry 2 $TESTDATA/cachex/v3.6.0/example-c1.dump
$CXDUMP explain --at 100 --limit 5 $TESTDATA/cachex/v3.6.0/example-c0.dump
