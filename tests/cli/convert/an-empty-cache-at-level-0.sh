echo '[]' | $CXDUMP dump --to v3 -o empty.dump -q
$CXDUMP convert empty.dump --to v4 -0 -o v4.dump -q
wc -c <v4.dump
gzip -dc v4.dump | wc -c
$CXDUMP check v4.dump
