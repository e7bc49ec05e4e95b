$CXDUMP recompress $TESTDATA/cachex/odd/etf_truncated_half_c1_v2 -o out.dump && exit 99 || status=$?
ls
exit $status
