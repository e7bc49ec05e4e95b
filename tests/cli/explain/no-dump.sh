# What stands in the place of entries, and is none.
for file in etf_improper_list_v2 etf_list_mixed_good_then_bad_v3 etf_list_of_ints tlv_not_entry tlv_len_too_small \
  tlv_empty_file etf_compressed_size_too_big_v2; do
  status=0
  $CXDUMP explain $TESTDATA/cachex/odd/$file >out || status=$?
  echo "$file: $status"
  grep -E '!!|\?\?|the frame ends' out || true
done
