printf "get 1\n{:ok, 2} = get 2\n" >s.exs
$CXDUMP load $TESTDATA/cachex/v2.1.0/example-c0.dump --script s.exs
echo size | $CXDUMP load $TESTDATA/cachex/v2.1.0/example-c0.dump --script -
echo size | $CXDUMP load $TESTDATA/cachex/v2.1.0/example-c0.dump
