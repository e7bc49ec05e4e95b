$CXDUMP repair $TESTDATA/cachex/v3.6.0/merge-a-c1.dump -o out.dump
$CXDUMP to-json --typed out.dump | cmp - <($CXDUMP to-json --typed $TESTDATA/cachex/v3.6.0/merge-a-c1.dump)
