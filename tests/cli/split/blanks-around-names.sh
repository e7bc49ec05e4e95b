$CXDUMP split $TESTDATA/cachex/v2.1.0/merge-a-c1.dump --nodes ' a@h , b@h' -o spaced
$CXDUMP split -q $TESTDATA/cachex/v2.1.0/merge-a-c1.dump --nodes 'a@h,b@h' -o plain
cmp spaced/a@h.dump plain/a@h.dump && cmp spaced/b@h.dump plain/b@h.dump
