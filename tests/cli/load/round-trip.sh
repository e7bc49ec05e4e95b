# What a session dumps holds the same entries, in the container of the first file.
for file in v2.1.0/mixed-c1.dump v3.6.0/mixed-c1.dump v4.1.1/mixed.dump; do
  $CXDUMP load $TESTDATA/cachex/$file -e 'dump "out"'
  $CXDUMP to-json --typed $TESTDATA/cachex/$file >wanted
  $CXDUMP to-json --typed out | cmp - wanted
  rm out
done
