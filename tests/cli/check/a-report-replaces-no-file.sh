cp $TESTDATA/cachex/v3.6.0/single-c1.dump a.dump
ln -s a.dump link
echo notes >notes
echo old >old.xml
say() { "$@" >out || echo "status $?"; }
say $CXDUMP check --junit a.dump a.dump
say $CXDUMP check --junit a.dump -f a.dump
say $CXDUMP check --junit link -f a.dump
say $CXDUMP check --junit ./a.dump --force a.dump a.dump
say $CXDUMP check --junit notes a.dump
say $CXDUMP check --junit '' a.dump
cmp a.dump $TESTDATA/cachex/v3.6.0/single-c1.dump
cat notes
say $CXDUMP check --junit old.xml -f a.dump
say $CXDUMP check --junit new.xml a.dump
cmp old.xml new.xml
$CXDUMP check --junit - a.dump
