dumps=$TESTDATA/cachex/v2.1.0
$CXDUMP merge $dumps/merge-a-c1.dump $dumps/merge-b-c1.dump -o out.dump
$CXDUMP inspect --json out.dump | jq .entries
$CXDUMP get out.dump --string key:100
$CXDUMP get out.dump --string key:50
