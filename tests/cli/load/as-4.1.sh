$CXDUMP load --as 4.1 $TESTDATA/cachex/v2.1.0/ttl-c1.dump -e "{:ok, _} = count" >/dev/null
$CXDUMP load --as 5.0 $TESTDATA/cachex/v2.1.0/ttl-c1.dump -e size
