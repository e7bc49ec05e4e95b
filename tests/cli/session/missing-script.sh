$CXDUMP session no-such-script.exs
