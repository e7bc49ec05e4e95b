# What is remarked at the end comes behind what was printed before.
$CXDUMP session -e 'set "a", 1' 2>&1 | cat
