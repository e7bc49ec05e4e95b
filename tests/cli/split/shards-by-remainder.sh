$CXDUMP split -q $TESTDATA/cachex/v2.1.0/example-c0.dump --shards 2 --router mod -o parts
for part in parts/*; do echo "$part $($CXDUMP to-json "$part" | jq -c .key | sort | tr '\n' ' ')"; done
