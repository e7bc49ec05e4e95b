cd $TESTDATA/cachex/odd
$CXDUMP --color always check --no-pids --max-entries 1 etf_dup_keys_v3 etf_improper_list_v2 | cat -v || test $? = 3
$CXDUMP --color never check --no-pids --max-entries 1 --for 2.1 --for 3.0 etf_dup_keys_v3
