for n in 7 14 28 55 56; do
  $CXDUMP session -e "$(for i in $(seq 100); do if [ $i -le $n ]; then echo "set $i, $i, ttl: 1;"; else echo "set $i, $i;"; fi; done) dump \"$n\"" >out
  $CXDUMP check --now 2100-01-01T00:00:00Z --max-expired $n% $n | grep max_expired || true
  $CXDUMP check --now 2100-01-01T00:00:00Z --max-expired $((n - 1))% $n | grep max_expired || true
done
