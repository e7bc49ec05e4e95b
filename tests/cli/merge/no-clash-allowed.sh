dumps=$TESTDATA/cachex/v2.1.0
$CXDUMP merge --on-clash error $dumps/merge-a-c1.dump $dumps/merge-b-c1.dump -o out.dump && exit 99 || status=$?
ls
exit $status
