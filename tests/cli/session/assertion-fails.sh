printf "set 1, 1\n\n{:ok, 2} = get 1\nsize\n" >s.exs
$CXDUMP session s.exs
