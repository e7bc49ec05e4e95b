# Whatever ends it half-way, the old file stays and nothing is left beside it.
seq 200000 | sed 's/.*/{"key":"&","value":"& & &"}/' | $CXDUMP dump -q --compression 0 -o ../large.dump
mkfifo ../half
echo old >out.dump
for signal in INT TERM HUP; do
  # A shell has what runs beside it ignore SIGINT.
  env --default-signal=INT "$CXDUMP" convert -f ../half --to v4 -o out.dump &
  exec 3>../half
  head -c 8000000 ../large.dump >&3 # most of which it has taken when all of it is written
  kill -$signal $!
  wait $! || echo "exit $?"
  exec 3>&-
  cat out.dump
  ls -A
done
rm ../large.dump ../half
