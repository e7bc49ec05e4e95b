for dump in v2.1.0/mixed-c0 v2.1.0/mixed-c9 v3.6.0/mixed-c6; do
  $CXDUMP to-json --typed $TESTDATA/cachex/$dump.dump | jq -c .key | sort | md5sum
done | uniq | wc -l
