$CXDUMP to-json --typd a.dump
