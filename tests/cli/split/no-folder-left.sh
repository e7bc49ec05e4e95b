printf 'no dump' >bad.dump
$CXDUMP split bad.dump --shards 2 -o parts || status=$?
ls
exit $status
