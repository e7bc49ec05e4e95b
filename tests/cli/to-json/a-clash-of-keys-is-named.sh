cp $TESTDATA/cachex/v2.1.0/merge-a-c1.dump a.dump
cp $TESTDATA/cachex/v2.1.0/merge-b-c1.dump b.dump
$CXDUMP to-json --object a.dump b.dump >/dev/null
