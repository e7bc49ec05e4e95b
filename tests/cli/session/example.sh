$CXDUMP session $TESTDATA/example.exs
