$CXDUMP dump -q -o a <<'END'
{"key":"same","touched":1,"ttl":null,"value":{"b":2,"a":1}}
{"key":"gone","touched":1,"ttl":null,"value":1}
{"key":"path","touched":1,"ttl":null,"value":{"user":{"roles":["a","b","c"]}}}
{"key":"whole","touched":1,"ttl":null,"value":"before"}
{"key":"time","touched":1,"ttl":null,"value":1}
{"key":"longer","touched":1,"ttl":null,"value":[1,2]}
{"key":"member","touched":1,"ttl":null,"value":{"a":1}}
{"key":"twice","touched":1,"ttl":null,"value":"the last counts"}
END
$CXDUMP dump -q -o b <<'END'
{"key":"twice","touched":1,"ttl":null,"value":"overwritten"}
{"key":"new","touched":1,"ttl":null,"value":1}
{"key":"path","touched":1,"ttl":null,"value":{"user":{"roles":["a","B","c"]}}}
{"key":"whole","touched":1,"ttl":null,"value":"after"}
{"key":"time","touched":1,"ttl":5000,"value":1}
{"key":"longer","touched":1,"ttl":null,"value":[1,2,3]}
{"key":"member","touched":1,"ttl":null,"value":{"b":1}}
{"key":"same","touched":1,"ttl":null,"value":{"a":1,"b":2}}
{"key":"twice","touched":1,"ttl":null,"value":"the last counts"}
END
status=0
$CXDUMP diff a b || status=$?
$CXDUMP diff --json a b || test $? = 1
$CXDUMP diff --summary a b || test $? = 1
$CXDUMP diff --summary --ignore-times b a || test $? = 1
exit $status
