# An existing page is kept unless --force is given.
cp $TESTDATA/cachex/v2.1.0/example-c1.dump a.dump
$CXDUMP inspect --json --now 0 --html page.html a.dump | jq .entries
$CXDUMP inspect --now 0 --html page.html a.dump >/dev/null && exit 9
$CXDUMP inspect --json --now 0 --html page.html --force a.dump a.dump | jq .entries
grep -c '<h1>a.dump</h1>' page.html
