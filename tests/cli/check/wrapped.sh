# Cachex 2 and 3 take no wrapper off, Cachex 4 no other than gzip: no green light for either.
gzip -nc $TESTDATA/cachex/v3.6.0/merge-a-c0.dump >list.gz
gzip -dc $TESTDATA/cachex/v4.1.1/merge-a.dump | zstd -q >frames.zst
$CXDUMP check list.gz && exit 99 || echo "status $?"
$CXDUMP check frames.zst && exit 99 || echo "status $?"
$CXDUMP check --for all list.gz
