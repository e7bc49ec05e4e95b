# Whatever ends an autodump, what has changed is in the file.
$CXDUMP session -e 'autodump "a", every: 60000; set 1, 2; autodump false'
$CXDUMP session -e 'autodump "b", every: 60000; set 1, 2; stop :my_cache'
$CXDUMP session -e 'autodump "c", every: 60000; set 1, 2'
for file in a b c; do $CXDUMP get $file 1; done
