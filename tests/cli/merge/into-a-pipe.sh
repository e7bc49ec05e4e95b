# A key that is twice in a file makes merge read all again: the pipe's reader must not see the first attempt.
$CXDUMP dump -o twice.dump <<'JSON'
{"key":1,"touched":5,"value":1}
{"key":1,"touched":5,"value":2}
JSON
mkfifo fifo
cat fifo >got &
$CXDUMP merge -q twice.dump $TESTDATA/cachex/v2.1.0/single-c0.dump -o fifo
wait
$CXDUMP to-json got
