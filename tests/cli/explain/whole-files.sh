for dump in v2.1.0/example-c0.dump v3.6.0/single-c1.dump v4.1.1/single.dump; do
  echo "== $dump"
  $CXDUMP explain $TESTDATA/cachex/$dump
done
