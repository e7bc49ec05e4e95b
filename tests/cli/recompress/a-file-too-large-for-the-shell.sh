cp $TESTDATA/cachex/v2.1.0/sessions-1k-c1.dump a.dump
(ulimit -f 4 && $CXDUMP recompress a.dump -o b.dump 2>/dev/null) || echo $?
ls
