cp "$TESTDATA/cachex/v2.1.0/merge-a-c1.dump" a.dump
$CXDUMP get --string key:1 a.dump
