for rule in '--max-expired nan' '--max-expired 101%' '--max-expired inf' '--max-ratio nan' '--max-ratio inf' '--for 5'; do
  $CXDUMP check $TESTDATA/cachex/v2.1.0/single-c0.dump $rule && exit 99 || test $? = 2
done
