$CXDUMP to-json $TESTDATA/cachex/odd/etf_truncated_half_c0_v2 | wc -l
