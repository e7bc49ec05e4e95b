$CXDUMP inspect --json --now 0 $TESTDATA/cachex/v4.1.1/empty.dump | jq .entries
