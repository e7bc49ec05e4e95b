# Floats and integers of any size are numbers too; what is no number is kept, and said.
$CXDUMP dump -q -o in <<'END'
{"key":"integer","touched":1,"ttl":1000,"value":1}
{"key":"float","touched":1,"ttl":1500.5,"value":1}
{"key":"big","touched":1,"ttl":100000000000000000000000,"value":1}
{"key":"64 bits","touched":1,"ttl":9223372036854775807,"value":1}
{"key":"below","touched":1,"ttl":-9223372036854775809,"value":1}
{"key":"none","touched":1,"ttl":null,"value":1}
{"key":"text","touched":1,"ttl":"soon","value":1}
END
$CXDUMP merge in --shift-ttl 500 --on-clash newest -o later
$CXDUMP to-json later | jq -Rr 'capture("(?<ttl>\"ttl\":[^,]*)").ttl'
$CXDUMP merge -q in --shift-ttl 9223372036854775807 -o - | $CXDUMP to-json - | grep -o '"ttl":[^,]*' | head -n 4
