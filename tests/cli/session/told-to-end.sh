# A background dump catches up before a signal ends the program, and what is lost is told.
for signal in TERM HUP; do
  rm -f calls auto
  mkfifo calls
  : >answers
  $CXDUMP session - <calls >answers &
  exec 3>calls
  echo 'set 1, 1; autodump "auto", every: 600_000; set 2, 2; start :other; set :other, 1, 1' >&3
  while [ "$(wc -l <answers)" -lt 5 ]; do sleep 0.05; done
  kill -$signal $!
  wait $! || echo "exit $?"
  exec 3>&-
  $CXDUMP load auto -e size
done
