$CXDUMP recompress -q --wrap zstd $TESTDATA/cachex/v2.1.0/merge-a-c1.dump -o a.dump.zst
zstd -dcq a.dump.zst | cmp - $TESTDATA/cachex/v2.1.0/merge-a-c0.dump
