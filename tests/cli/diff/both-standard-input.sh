$CXDUMP diff - -
