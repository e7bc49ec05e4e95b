# Times in another notation are refused with their place.
for times in '"ttl":"60s"' '"ttl":"1.5 h"' '"touched":"2024-02-29T12:00:00Z"'; do
  printf '%s\n' '{"key":1,"value":2}' "{\"key\":1,$times,\"value\":2}" | $CXDUMP dump -o a.dump && exit 99 || test $? = 3
done
# What hand-made dumps hold comes back as the same.
for name in etf_touched_not_int_v3 etf_ttl_undefined_v3 tlv_expiration_not_int tlv_modified_not_int; do
  $CXDUMP to-json --typed "$TESTDATA/cachex/odd/$name" >want.ndjson
  $CXDUMP dump want.ndjson -o $name.dump
  $CXDUMP to-json --typed $name.dump | diff want.ndjson -
done
