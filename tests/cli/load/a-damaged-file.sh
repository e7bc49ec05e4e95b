$CXDUMP load $TESTDATA/cachex/odd/etf_truncated_half_c1_v3 -e size
