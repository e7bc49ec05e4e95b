printf "{:ok, 2} = size\nnonsense 5\nset 1, 2, tll: 5\nsize\n" >s.exs
$CXDUMP session --keep-going s.exs
