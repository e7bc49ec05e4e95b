cp $TESTDATA/cachex/v2.1.0/merge-a-c1.dump a.dump
echo id >known
echo '{"no-pids": true}' >rules.json
$CXDUMP check -f --junit a.dump - <a.dump || true
$CXDUMP check -f --junit known --known-atoms known a.dump || true
$CXDUMP check -f --junit rules.json --rules rules.json a.dump || true
$CXDUMP repair -f -o a.dump - <a.dump || true
cmp a.dump $TESTDATA/cachex/v2.1.0/merge-a-c1.dump && cat known rules.json
