# Neither the container, nor the level, nor the order of the entries makes a difference.
$CXDUMP diff $TESTDATA/cachex/v2.1.0/mixed-c0.dump $TESTDATA/cachex/v2.1.0/mixed-c9.dump
$CXDUMP convert --to v4 -q $TESTDATA/cachex/v3.6.0/mixed-c1.dump -o mixed.v4
$CXDUMP diff --ignore-times $TESTDATA/cachex/v3.6.0/mixed-c0.dump mixed.v4
$CXDUMP to-json --typed $TESTDATA/cachex/v3.6.0/sessions-1k-c1.dump | tac | $CXDUMP dump -q --format v3 -o backwards
$CXDUMP diff --summary $TESTDATA/cachex/v3.6.0/sessions-1k-c1.dump backwards
