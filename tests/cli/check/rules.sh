$CXDUMP check --now 1800000000000 --min-entries 1000 --max-expired 5% --no-pids $TESTDATA/cachex/v4.1.1/mixed.dump
