gzip -c $TESTDATA/cachex/v2.1.0/example-c0.dump | xz -c | $CXDUMP to-json -
