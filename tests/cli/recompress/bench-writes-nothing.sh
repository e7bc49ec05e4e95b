cp $TESTDATA/cachex/v3.6.0/single-c1.dump a.dump
for with in '-o out' --in-place -9 --best '--engine zlib' '--wrap gzip'; do
  $CXDUMP recompress a.dump --bench $with || echo "status $?"
done
ls
