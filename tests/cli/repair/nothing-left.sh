cp $TESTDATA/cachex/v3.6.0/single-c1.dump kept.dump
printf '\203l\0\0\0\1a\1j' >broken
$CXDUMP repair broken -o kept.dump -f || echo "status $?"
cmp kept.dump $TESTDATA/cachex/v3.6.0/single-c1.dump
$CXDUMP repair broken -o out --json | jq .written
ls
