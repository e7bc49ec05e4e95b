for names in . .. 'a b' 'a@' '@h' 'a@h/x' 'a@b@c'; do
  $CXDUMP split $TESTDATA/cachex/v2.1.0/merge-a-c1.dump --nodes "$names" -o parts || true
done
ls
