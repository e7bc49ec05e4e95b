echo '{"key":"a","touched":1,"ttl":5,"value":{"b":[1,2.5,null,true]}}' | $CXDUMP dump -o a.dump
$CXDUMP to-json --typed a.dump
