$CXDUMP check --json --for all --now 1800000000000 $TESTDATA/cachex/v3.6.0/ttl-c1.dump | jq -S 'del(.file)'
