# An error that a call answers is an answer; `!` and an assertion make it a failure. What is lost is told either way.
rc() { "$@" && echo "exit 0" || echo "exit $?"; }
for call in dump load autodump; do
  rc $CXDUMP session -e 'set 1, 1' -e "$call \"nodir/x\""
  rc $CXDUMP session -e 'set 1, 1' -e "$call! \"nodir/x\""
  rc $CXDUMP session -e 'set 1, 1' -e "{:ok, _} = $call \"nodir/x\""
done
