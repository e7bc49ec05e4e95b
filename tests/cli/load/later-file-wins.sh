# The clash is settled by the order of the files.
a=$TESTDATA/cachex/v3.6.0/merge-a-c1.dump
b=$TESTDATA/cachex/v3.6.0/merge-b-c1.dump
$CXDUMP load $a $b -e 'get "key:60"'
$CXDUMP load $b $a -e 'get "key:60"'
