# An option that may be given again takes one value, and leaves the files alone.
dumps=$TESTDATA/cachex/v2.1.0
$CXDUMP inspect --json --key 'key:1*' $dumps/merge-a-c1.dump $dumps/merge-b-c1.dump | jq .entries
$CXDUMP check --for 2.1 $dumps/empty-c0.dump $dumps/single-c0.dump
$CXDUMP split -q --nodes a@h,b@h $dumps/merge-a-c1.dump -o parts
ls parts
