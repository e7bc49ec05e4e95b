for from in v2.1.0/ttl-c1 v3.6.0/ttl-c1 v4.1.1/ttl; do
  for to in v2 v3 v4; do
    $CXDUMP convert -q -f $TESTDATA/cachex/$from.dump --to $to -o out.dump
    $CXDUMP inspect --json out.dump | jq -r .container
    $CXDUMP to-json --typed $TESTDATA/cachex/$from.dump | cmp - <($CXDUMP to-json --typed out.dump)
  done
done | tr '\n' ' '
