printf '%s\n' '{"key":1,"value":2}' '{"key":1,"value":{"$tuple":3}}' >bad.ndjson
$CXDUMP dump bad.ndjson -o a.dump && exit 99 || status=$?
ls
exit $status
