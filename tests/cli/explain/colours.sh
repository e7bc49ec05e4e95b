$CXDUMP --color always explain $TESTDATA/cachex/odd/etf_list_mixed_good_then_bad_v3 | cat -v || test $? = 3
