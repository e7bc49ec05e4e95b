echo text >text.beam
$CXDUMP atoms --unknown-to text.beam $TESTDATA/cachex/v2.1.0/single-c1.dump
