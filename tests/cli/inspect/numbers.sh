$CXDUMP inspect --json --now 1800000000000 $TESTDATA/cachex/v2.1.0/sessions-1k-c1.dump | jq -c '{container, entries, live, expired, without_ttl}'
