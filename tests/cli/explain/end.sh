# Where decompression ends is an offset of the file, and --end its place in the data.
$CXDUMP explain --end $TESTDATA/cachex/odd/etf_truncated_half_c1_v2 && exit 99 || status=$?
$CXDUMP explain --end $TESTDATA/cachex/odd/etf_bad_adler_v2 | tail -n 2 || true
exit $status
