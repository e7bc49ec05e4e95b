cp $TESTDATA/cachex/v2.1.0/sessions-1k-c0.dump a.dump
$CXDUMP recompress -q --in-place --best a.dump
[[ $(stat -c %s a.dump) -lt 50000 ]]
$CXDUMP inspect --json a.dump | jq .entries
ls
