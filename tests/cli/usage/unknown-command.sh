$CXDUMP inspekt a.dump
