# A pipe stays a pipe, and what is read from it is the dump.
mkfifo pipe
timeout 20 cat pipe >copy &
$CXDUMP session -e 'set 1, 2' -e 'dump "pipe"'
wait
test -p pipe && echo "still a pipe"
$CXDUMP load copy -e 'get 1'
