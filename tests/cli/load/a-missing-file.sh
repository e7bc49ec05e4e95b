$CXDUMP load no-such-file -e size
