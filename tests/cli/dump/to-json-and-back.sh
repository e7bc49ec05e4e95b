for dump in $TESTDATA/cachex/v2.1.0/{mixed,random,ttl,example,empty}-c0.dump; do
  $CXDUMP to-json --typed $dump | jq -c . | $CXDUMP dump -q --compression 0 -o again.dump -f
  $CXDUMP to-json --typed $dump >a
  $CXDUMP to-json --typed again.dump >b
  cmp a b
done
