$CXDUMP repair /dev/null -o out.dump && exit 99 || status=$?
test ! -e out.dump
exit $status
