$CXDUMP merge -q --on-clash first $TESTDATA/cachex/v2.1.0/merge-a-c1.dump $TESTDATA/cachex/v4.1.1/merge-b.dump -o out.dump
$CXDUMP get out.dump --string key:100
$CXDUMP inspect --json out.dump | jq -c '[.container, .entries]'
