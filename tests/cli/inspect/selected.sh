# The file's own figures are whole, whatever was selected.
$CXDUMP inspect --json --now 0 --key 'key:1?' --limit 5 $TESTDATA/cachex/v2.1.0/merge-a-c1.dump | jq -c '[.entries, .file_entries, .file_bytes, .data_bytes]'
