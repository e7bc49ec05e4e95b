$CXDUMP session -q --transcript -e 'set "a", %{x: [1.5, nil]}' -e 'get "a"' -e 'Cachex.incr(:my_cache, :n, amount: 3)' | tee s.exs
$CXDUMP session -q s.exs | cmp - <(sed "s/ = .*//" s.exs)
