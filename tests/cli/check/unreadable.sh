# What cannot be opened is not missing from what a machine reads.
$CXDUMP check --json --junit out.xml nofile $TESTDATA/cachex/v2.1.0/single-c0.dump && exit 99 || status=$?
cat out.xml
exit $status
