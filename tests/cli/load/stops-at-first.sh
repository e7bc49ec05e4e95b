# Of several files a bad one ends it: no call runs on half of what was asked for.
$CXDUMP load nope.dump $TESTDATA/cachex/v4.1.1/example.dump -e size
