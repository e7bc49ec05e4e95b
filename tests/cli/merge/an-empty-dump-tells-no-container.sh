cd $TESTDATA/cachex
$CXDUMP merge v3.6.0/empty-c1.dump v3.6.0/merge-b-c1.dump -o - | $CXDUMP inspect --json - | jq -r .container
$CXDUMP merge v2.1.0/empty-c1.dump v4.1.1/merge-b.dump -o - | $CXDUMP inspect --json - | jq -r .container
$CXDUMP merge v3.6.0/empty-c1.dump v2.1.0/empty-c1.dump -o - | od -An -tx1
head -c 100 v2.1.0/mixed-c0.dump | $CXDUMP merge -q v3.6.0/empty-c1.dump - -o - >/dev/null
