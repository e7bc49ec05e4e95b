for dump in v2.1.0/merge-a-c0 v3.6.0/merge-a-c1 v4.1.1/merge-a; do
  $CXDUMP to-json --typed $TESTDATA/cachex/$dump.dump | jq -c '[.key, .value]' | sort | md5sum
done | uniq | wc -l
