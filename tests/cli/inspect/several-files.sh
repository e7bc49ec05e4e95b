# A bad file among good ones is named, and the others are still done.
cd $TESTDATA/cachex/v3.6.0
$CXDUMP inspect --json --now 0 example-c1.dump no-such-file example-c9.dump | jq -c '[.file, .entries]'
