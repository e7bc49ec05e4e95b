$CXDUMP atoms $TESTDATA/cachex/v3.6.0/mixed-c1.dump
$CXDUMP atoms --json $TESTDATA/cachex/v2.1.0/example-c1.dump $TESTDATA/cachex/odd/unknown_atom_v2_1
