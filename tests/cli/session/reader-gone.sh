# When the reader of the results has gone, no call is run any more.
set +o pipefail
{
  echo 'set 1, 2'
  yes size | head -20000
  echo 'dump "too-late"'
} | { $CXDUMP session || echo "exit $?" >status; } | head -1
cat status
ls too-late 2>/dev/null || echo "no dump"
