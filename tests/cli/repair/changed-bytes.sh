# A checksum that is wrong, or none.
dump=$TESTDATA/cachex/v3.6.0/merge-a-c1.dump
size=$(stat -c %s $dump)
{ head -c $((size - 1)) $dump; printf '\0'; } >wrong
$CXDUMP repair wrong -o out.dump && exit 99 || status=$?
$CXDUMP diff --summary $dump out.dump
head -c $((size - 4)) $dump >none
$CXDUMP repair none -f -o out.dump
exit $status
