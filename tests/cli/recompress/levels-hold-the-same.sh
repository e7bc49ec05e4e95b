dump=$TESTDATA/cachex/v3.6.0/sessions-1k-c1.dump
for level in 0 1 6 9; do
  $CXDUMP recompress -q -$level $dump -o out.dump -f
  $CXDUMP to-json --typed out.dump | md5sum
done | uniq | wc -l
