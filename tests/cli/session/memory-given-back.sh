# Loading the same dump again does not add up, and an empty cache holds little.
value=$(printf "x%.0s" $(seq 100))
seq 500000 | sed "s/.*/{\"key\":&,\"value\":\"$value\"}/" | $CXDUMP dump -q -o many.dump
coproc $CXDUMP session
# A sanitizer keeps for itself what is given back.
resident() { [[ -n ${CXDUMP_SANITIZE-} ]] && echo 0 || awk '/VmRSS/ { print int($2 / 1024) }' /proc/$COPROC_PID/status; }
run() {
  echo "$1" >&${COPROC[1]}
  read -r answer <&${COPROC[0]}
  echo "$answer"
}
for i in 1 2 3 4 5 6; do run 'load "many.dump"'; done
[ "$(resident)" -lt 160 ] && echo "one of them is held" || resident
run clear
[ "$(resident)" -lt 30 ] && echo "nothing is held" || resident
