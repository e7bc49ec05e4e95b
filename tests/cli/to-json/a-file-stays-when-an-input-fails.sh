echo precious >kept.json
cp $TESTDATA/cachex/v2.1.0/single-c1.dump good.dump
$CXDUMP to-json -f -o kept.json good.dump missing.dump || status=$?
cat kept.json
$CXDUMP to-json -o new.json missing.dump || ls
exit $status
