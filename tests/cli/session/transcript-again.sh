# A transcript is a script: run again it holds, and prints itself.
$CXDUMP session -q --transcript -e 'set 1, "a=b"; {:ok, "a=b"} =   get 1; help size; size' | tee first.exs
$CXDUMP session -q --transcript first.exs | cmp - first.exs
