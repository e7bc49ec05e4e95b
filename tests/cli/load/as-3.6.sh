# --as changes what becomes of lifetimes, not which files are read: a dump of 2.1 loads.
$CXDUMP load --as 3.6 $TESTDATA/cachex/v2.1.0/merge-a-c1.dump -e size
