for level in 0 1 6 9; do
  $CXDUMP recompress -q --engine zlib -$level $TESTDATA/cachex/v2.1.0/mixed-c1.dump -o out.dump -f
  cmp out.dump $TESTDATA/cachex/v2.1.0/mixed-c$level.dump
done
