# Names in an assertion stand for anything, the same name for the same.
$CXDUMP session -e '{:ok, x} = size' -e '{a, [b | _], a} = {1, [2, 3], 1}' -e '{a, a} = {1, 2}'
