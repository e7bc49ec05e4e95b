# No UTF-8; and 256 letters, with the length form of OTP 28.
atoms='\0\0\0\1\3a\377\376'
printf "FOR1\0\0\0\024BEAMAtU8\0\0\0\010$atoms" >bytes.beam
$CXDUMP atoms --unknown-to bytes.beam -- $TESTDATA/cachex/v2.1.0/example-c1.dump || echo "status $?" >&2
letters=$(printf 'a%.0s' $(seq 256))
printf "FOR1\0\0\1\024BEAMAtU8\0\0\1\006\377\377\377\377\050\0$letters\0\0" >long.beam
$CXDUMP atoms --unknown-to long.beam -- $TESTDATA/cachex/v2.1.0/example-c1.dump || echo "status $?" >&2
