# A failure has one place: where the text makes no sense, else where its statement starts.
for script in 'get )' 'size; gett 1' $'size\nset 1, [\n  2, )]'; do
  $CXDUMP session -q -e "$script" || true
done
printf 'size\nsize; get )\n' | $CXDUMP session
