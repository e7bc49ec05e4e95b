# Killed at any moment, an autodump leaves the old dump or the new one, whole. Beside it is nothing, or for the moment
# before it takes its place the new one, whole as well.
{
  echo 'load "auto"'
  echo 'autodump "auto", every: 1'
  seq 100000 | sed 's/.*/set &, "&"/'
} >../s.exs
run_and_kill() {
  $CXDUMP session -q ../s.exs >/dev/null 2>&1 &
  sleep "$1"
  kill -9 $! && wait $! 2>/dev/null || true
  $CXDUMP load auto -e '{:ok, 1} = get :old' >/dev/null
  for beside in .auto.*.tmp; do
    [ ! -e "$beside" ] || $CXDUMP load "$beside" -e '{:ok, 1} = get :old' >/dev/null
  done
  rm -f .auto.*.tmp
  ls -A | grep -vx auto || true
}
$CXDUMP session -e 'set :old, 1; dump "auto"' >/dev/null
for _ in $(seq 20); do run_and_kill 0.0$((RANDOM % 90 + 10)); done
# It was no dump at all that all of them came before, even on a busy machine.
until $CXDUMP load auto -e '{:ok, "1"} = get 1' >got 2>&1; do rm got && run_and_kill 1; done
cat got
rm ../s.exs
