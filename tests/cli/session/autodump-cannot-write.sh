# One that is refused is an answer; one that fails later has status 4, however it ends.
rc() { "$@" || echo "exit $?"; }
rc $CXDUMP session -e 'set 1, 1' -e 'autodump "nodir/x", every: 10'
mkdir folder
rc $CXDUMP session -e 'set 1, 1' -e "autodump \"$PWD/folder\", every: 10" -e 'autodump false' 2>/dev/null
rc $CXDUMP session -e 'autodump "nodir/x"' -e 'set 1, 1' -e 'dump "saved"'
{
  echo 'set 1, 1; autodump "folder/x"'
  while [ ! -e seen ]; do sleep 0.05; done
  rmdir folder
  echo 'autodump false'
} | rc $CXDUMP session - | while read -r line; do
  echo "$line"
  touch seen
done
