for n in 1 2 8; do
  $CXDUMP inspect --json --now 0 --threads $n $TESTDATA/cachex/v3.6.0/random-c1.dump | md5sum
done | uniq | wc -l
