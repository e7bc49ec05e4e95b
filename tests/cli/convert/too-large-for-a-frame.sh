head -c 16777216 /dev/zero | tr '\0' x | jq -Rc '{key: "big", touched: 0, value: .}' | $CXDUMP dump -q -o big.dump
$CXDUMP convert big.dump --to v4 -o out.dump && exit 99 || status=$?
ls
exit $status
