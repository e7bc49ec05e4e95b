$CXDUMP inspect --json --now 0 --deep $TESTDATA/cachex/v4.1.1/mixed.dump | jq -c .unsafe
