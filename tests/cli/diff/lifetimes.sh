$CXDUMP dump -q -o a <<'END'
{"key":1,"touched":5,"ttl":null,"value":1}
{"key":2,"touched":1,"ttl":1500.5,"value":1}
{"key":3,"touched":1,"ttl":100000000000000000000000,"value":1}
{"key":4,"touched":"monday","ttl":{"$atom":"soon"},"value":1}
END
$CXDUMP dump -q -o b <<'END'
{"key":1,"touched":1,"ttl":5000,"value":1}
{"key":2,"touched":1,"ttl":1500,"value":1}
{"key":3,"touched":1,"ttl":-1,"value":1}
{"key":4,"touched":1,"ttl":1,"value":1}
END
$CXDUMP diff --json a b && exit 99 || status=$?
$CXDUMP diff --json a b | jq -c '[.a.touched, .a.ttl, .b.ttl]'
exit $status
