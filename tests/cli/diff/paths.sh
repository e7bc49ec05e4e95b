# Every kind of step is told from every other; what stands behind 64 is not.
value() { echo "{\"key\":$1,\"touched\":1,\"ttl\":null,\"value\":$2}"; }
both() {
  value "$1" "${2//X/1}" >>a.json
  value "$1" "${2//X/2}" >>b.json
}
both 1 '[0,300,X]'
both 2 '{"$map":[[2,X]]}'
both 3 '{"$map":[["2",X]]}'
both 4 '{"$atoms":{"user":{"$tuple":[0,X]}}}'
both 5 '{"$atoms":{"a b":{"$map":[[{"$atom":"Elixir.My.App"},{"$map":[[{"$tuple":[1,2]},X]]}]]}}}'
both 6 '{"$map":[[null,{"$map":[[1.5,X]]}]]}'
both 7 '{"$improper":[0,X]}'
$CXDUMP dump -q a.json -o a
$CXDUMP dump -q b.json -o b
$CXDUMP --color never diff a b && exit 99 || status=$?
$CXDUMP diff --json a b | jq -c '[.key, .path]'
exit $status
