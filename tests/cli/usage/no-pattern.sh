for option in '--key-regex (' '--key-regex [b-a]' '--key [b-a]'; do
  $CXDUMP to-json $TESTDATA/cachex/v3.6.0/merge-a-c1.dump $option 2>&1 || echo $?
done
