echo mine >a.dump
echo '{"key":1,"value":2}' | $CXDUMP dump -o a.dump && exit 99 || status=$?
cat a.dump
exit $status
