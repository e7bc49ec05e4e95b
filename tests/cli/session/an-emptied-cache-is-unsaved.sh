cp $TESTDATA/cachex/v3.6.0/single-c1.dump a.dump
$CXDUMP load a.dump -e clear
$CXDUMP session -e 'set 1, 1' -e 'dump "b"' -e clear
$CXDUMP session -e 'set 1, 1' -e clear
