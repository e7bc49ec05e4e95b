# An atom that ends in = ends its line all the same, so a transcript can be run again.
$CXDUMP session -q --transcript -e 'set 1, :==' -e 'get 1' >again.exs
cat again.exs
$CXDUMP session -q again.exs
