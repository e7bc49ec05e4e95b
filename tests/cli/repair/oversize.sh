# A first entry over 16 MiB, and an output that must be opened once only: the attempt at v4 is given up.
mkfifo fifo
cat fifo >got &
$CXDUMP repair $TESTDATA/cachex/v4.1.1/oversize_first.dump -o fifo
wait
$CXDUMP inspect --json got | jq .entries
# With --to v4 what does not fit is left out.
$CXDUMP repair --to v4 $TESTDATA/cachex/v4.1.1/oversize_first.dump -o rest && exit 99 || status=$?
$CXDUMP inspect --json rest | jq .entries
exit $status
