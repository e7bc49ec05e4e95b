# A map inside a map, two million times: a level takes a few dozen bytes, not hundreds. The limit counts the address
# space, in kB.
{
  printf '{"key":"k","value":'
  head -c 2000000 /dev/zero | tr '\0' '\n' | sed 's/^/{"a":/' | tr -d '\n'
  printf 1
  head -c 2000000 /dev/zero | tr '\0' '}'
  printf '}\n'
} >deep.ndjson
ulimit -S -v 300000
$CXDUMP --version >/dev/null 2>&1 || ulimit -S -v unlimited  # a sanitizer needs more
$CXDUMP -q --threads 1 dump deep.ndjson -o deep.dump
$CXDUMP --threads 1 check deep.dump
$CXDUMP --threads 1 get deep.dump --string k | wc -c
$CXDUMP --threads 1 to-json deep.dump | wc -c
$CXDUMP --threads 1 to-json --typed deep.dump | wc -c
