cp $TESTDATA/cachex/v2.1.0/example-c0.dump broken
chmod u+w broken
printf '\0\0\0\0' | dd of=broken bs=1 seek=60 conv=notrunc status=none
$CXDUMP explain --entry 5 broken
