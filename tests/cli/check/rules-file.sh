mkdir ci
printf ':"y\\n\\e[31mred"\nok\n' >ci/atoms
cat >ci/rules.json <<'END'
{"for": ["3.6"], "min_entries": 1, "max-entries": 5, "known-atoms": "atoms"}
END
echo '{"key":"a","value":{"$tuple":[{"$atom":"ok"},{"$atom":"y\n\u001b[31mred"},{"$atom":"x\ufffe"}]}}' |
  $CXDUMP dump --format v3 -q -o in
$CXDUMP check --rules ci/rules.json --max-entries 0 --junit out.xml in && exit 99 || status=$?
cat out.xml
exit $status
