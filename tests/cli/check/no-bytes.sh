: >empty.dump
$CXDUMP check --for all empty.dump && exit 99 || status=$?
$CXDUMP inspect empty.dump
$CXDUMP to-json empty.dump
$CXDUMP recompress --in-place empty.dump && exit 99 || true
wc -c <empty.dump
exit $status
