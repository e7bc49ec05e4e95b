printf "set 1, [\n  1,\n  2\n]; get 1 # both\n" | $CXDUMP session -q
