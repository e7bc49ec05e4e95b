# A pipe cannot be read again for the keys that are near.
mkfifo pipe
cat "$TESTDATA/cachex/v2.1.0/single-c1.dump" >pipe &
timeout 20 "$CXDUMP" get pipe 99
