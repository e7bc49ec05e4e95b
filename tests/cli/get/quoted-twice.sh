printf '{"key":"session:12","value":1}{"key":"session:1","value":2}{"key":"users","value":1}{"key":"user","value":2}' |
  $CXDUMP dump -o a.dump -q
$CXDUMP get a.dump --string '"session:1"' || echo "status $?"
$CXDUMP get a.dump ':"session:1"' || echo "status $?"
$CXDUMP get a.dump "'user'" || echo "status $?"
