cp $TESTDATA/cachex/v2.1.0/single-c1.dump a
$CXDUMP --threads 0 inspect a || true
$CXDUMP recompress a -o b --compression 10 || true
$CXDUMP recompress a -o b -9 -1 || true
$CXDUMP recompress a -o b --best --engine zlib || true
$CXDUMP recompress a -o b --engine fast --engine zlib || true
$CXDUMP convert a -o b --to v5
