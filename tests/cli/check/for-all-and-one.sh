d=$TESTDATA/cachex/v4.1.1/example-c1.dump
[ -f "$d" ] || d=$(ls $TESTDATA/cachex/v4*/*.dump | head -n 1)
$CXDUMP check --for all --for 2.1 "$d" || echo "status $?"
$CXDUMP check --for 2.1 --for all "$d" || echo "status $?"
