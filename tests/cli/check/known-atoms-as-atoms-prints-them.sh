$CXDUMP to-json --typed $TESTDATA/cachex/v3.6.0/mixed-c1.dump |
  $CXDUMP dump --to v3 -o mixed.dump -q
echo '{"key":1,"value":[{"$atom":"a  b"},{"$atom":"q\"q"},{"$atom":"Elixir.Some.Module"}]}' |
  $CXDUMP dump --to v3 -o odd.dump -q
$CXDUMP atoms mixed.dump odd.dump >list
$CXDUMP check --known-atoms list mixed.dump odd.dump | grep known_atoms
grep -v Some list >shorter
$CXDUMP check --known-atoms shorter odd.dump | grep known_atoms
