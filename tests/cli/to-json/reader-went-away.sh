set +e +o pipefail
$CXDUMP to-json $TESTDATA/cachex/v2.1.0/sessions-1k-c1.dump | head -n 1 | wc -l
echo "${PIPESTATUS[0]}" | sed 's/^0$/141/' # all of it may have fitted into the pipe
