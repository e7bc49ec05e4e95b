# The text of a large binary leaves piece by piece: as text with what must not be cut apart, as bytes, as charlist.
{
  printf '{"key":"text","value":"%s"}\n' "$(printf '%*s' 40000 '' | sed 's/ /x#{é/g')"
  printf '{"key":"bytes","value":{"$binary":"%s"}}\n' "$(head -c 99999 /dev/zero | base64 -w0)"
  printf '{"key":"list","value":[%s35,123,10]}\n' "$(printf '%*s' 70000 '' | sed 's/ /35,123,/g')"
} >a.ndjson
$CXDUMP -q dump a.ndjson -o a.dump
for key in text bytes list; do $CXDUMP get a.dump --string $key >$key; done
sed 's/x\\#{é//g' text
grep -o 'x\\#{é' text | wc -l
sed 's/0, //g' bytes
grep -o '0, ' bytes | wc -l
sed 's/\\#{//g' list
grep -o '\\#{' list | wc -l
