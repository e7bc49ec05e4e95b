# A value that an option does not take; each ends with 2.
a=$TESTDATA/cachex/v2.1.0/merge-a-c1.dump
for wrong in "inspect --top -1" "to-json --limit x" "--color blue inspect" "to-json --max-entry 10X" \
  "merge -o x --on-clash lats" "inspect --now yesterday" "check --min-entries abc" "merge -o x --set-ttl -5" \
  "merge -o x --set-ttl 5 --shift-ttl 5" "recompress --in-place -o x" "split -o - --shards 2" \
  "explain --entry 0" "to-json --key-type atoms"; do
  $CXDUMP $wrong $a || test $? = 2
done
$CXDUMP help inspekt || test $? = 2
