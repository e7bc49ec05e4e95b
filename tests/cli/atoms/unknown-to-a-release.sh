# A module made by hand: one chunk, AtU8, that holds the atoms nil, true and Elixir.URI.
atoms='\0\0\0\3\3nil\4true\12Elixir.URI'
printf "FOR1\0\0\0\044BEAMAtU8\0\0\0\030$atoms" >known.beam
status=0
$CXDUMP atoms --unknown-to known.beam $TESTDATA/cachex/v2.1.0/example-c1.dump
$CXDUMP atoms --unknown-to known.beam $TESTDATA/cachex/odd/unknown_atom_v2_2 || status=$?
$CXDUMP atoms --unknown-to known.beam $TESTDATA/cachex/v2.1.0/single-c1.dump
exit $status
