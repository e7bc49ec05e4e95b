dump=$TESTDATA/cachex/v3.6.0/sessions-1k-c1.dump
$CXDUMP get --json --string $dump session:643
$CXDUMP get --typed --string $dump session:643
