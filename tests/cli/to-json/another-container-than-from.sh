cp $TESTDATA/cachex/v2.1.0/example-c1.dump v2.dump
$CXDUMP to-json --from v3 v2.dump
