rc() { "$@" || echo "exit $?"; }
dump=$TESTDATA/cachex/v4.1.1/example.dump
rc $CXDUMP load - <$dump
rc $CXDUMP load - --script - <$dump
rc $CXDUMP load - -e size --script - <$dump
echo size >calls.exs
rc $CXDUMP load - --script calls.exs <$dump
