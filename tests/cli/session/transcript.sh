# Every answer of the real Cachex 2.1.0; a failure would be told with its line.
$CXDUMP session $TESTDATA/cachex/v2.1.0/transcript.exs | wc -l
