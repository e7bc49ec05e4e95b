$CXDUMP to-json no-such-file
