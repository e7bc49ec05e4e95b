# Its size tells that atoms of the missing chunks are not known.
atoms='\0\0\0\3\3nil\4true\12Elixir.URI'
printf "FOR1\0\0\0\120BEAMAtU8\0\0\0\030$atoms" >cut.beam
$CXDUMP atoms --unknown-to cut.beam -- $TESTDATA/cachex/v2.1.0/example-c1.dump
