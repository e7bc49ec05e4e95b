# The first entries of the result: those of the last file come first.
dumps=$TESTDATA/cachex/v2.1.0
$CXDUMP merge --limit 120 $dumps/merge-a-c1.dump $dumps/merge-b-c1.dump -o out.dump
$CXDUMP inspect --json out.dump | jq .entries
$CXDUMP merge --limit 3 -q $dumps/merge-a-c1.dump $dumps/merge-b-c1.dump -o three.dump
$CXDUMP to-json three.dump >three
$CXDUMP to-json --limit 3 out.dump | cmp - three
