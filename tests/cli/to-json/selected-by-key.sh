$CXDUMP to-json --key 'key:9?' $TESTDATA/cachex/v2.1.0/merge-a-c1.dump | jq -c .key | sort
