$CXDUMP --version | sed -E 's/[0-9]+\.[0-9]+\.[0-9]+/N/; s/\([0-9a-f]{12}\)|\(unknown\)/(REVISION)/'
