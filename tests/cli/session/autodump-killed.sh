# Killed at any moment, an autodump leaves the old dump or the new one, whole, and nothing beside it.
{
  echo 'autodump "auto", every: 1'
  seq 100000 | sed 's/.*/set &, "&"/'
} >../s.exs
for delay in 0.01 0.02 0.03 0.05 0.08 0.13; do
  $CXDUMP session -q ../s.exs >/dev/null 2>&1 &
  sleep $delay
  kill -9 $! && wait $! 2>/dev/null || true
  if [ -e auto ]; then $CXDUMP load auto -e size >/dev/null; fi
  rm -f auto
  ls -A
done
rm ../s.exs
echo whole
