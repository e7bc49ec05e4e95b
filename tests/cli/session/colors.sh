$CXDUMP session -q --color always -e 'set "a", {nil, :b, 1.5}; get "a"'
