$CXDUMP repair $TESTDATA/cachex/odd/etf_truncated_half_c0_v2 -o out.dump && exit 99 || status=$?
$CXDUMP inspect --json out.dump | jq .entries
exit $status
