echo '{"key":"a","touched":0,"value":"line\n"}' | $CXDUMP dump -q -o a.dump
$CXDUMP get --raw --string a.dump a
