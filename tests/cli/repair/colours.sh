cd $TESTDATA/cachex/odd
$CXDUMP --color always repair etf_truncated_half_c0_v2 -o /dev/null | cat -v || test $? = 3
$CXDUMP --color always repair etf_truncated_half_c0_v2 -o - 2>&1 >/dev/null | cat -v || test $? = 3
$CXDUMP --color always repair --json etf_truncated_half_c0_v2 -o /dev/null | grep -c $'\e' || true
