# A count that is one too small: an atom would go unseen.
atoms='\0\0\0\2\3nil\4true\12Elixir.URI'
printf "FOR1\0\0\0\044BEAMAtU8\0\0\0\030$atoms" >short.beam
$CXDUMP atoms --unknown-to short.beam $TESTDATA/cachex/v2.1.0/example-c1.dump && exit 99 || test $? = 3
$CXDUMP atoms --unknown-to '' $TESTDATA/cachex/v2.1.0/example-c1.dump
