$CXDUMP inspect --list --now 1800000000000 --limit 3 $TESTDATA/cachex/v2.1.0/merge-a-c1.dump
