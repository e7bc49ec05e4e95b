cp $TESTDATA/cachex/v3.6.0/single-c1.dump a.dump
ln a.dump b.dump
$CXDUMP inspect a.dump --html a.dump -f || echo "status $?"
$CXDUMP inspect a.dump --html b.dump -f || echo "status $?"
cmp a.dump $TESTDATA/cachex/v3.6.0/single-c1.dump
