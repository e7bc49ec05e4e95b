cat >in.json <<'JSON'
{"key":1,"value":{"$atoms":{"__struct__":{"$atom":"Elixir.DateTime"},"calendar":{"$atom":"Elixir.Calendar.ISO"},"year":2020,"month":1,"day":1,"hour":1,"minute":1,"second":1,"microsecond":{"$tuple":[0,0]},"utc_offset":0,"std_offset":0,"time_zone":"X","zone_abbr":"\u001b[2J\nfake"}}}
JSON
$CXDUMP dump -q in.json -o in.dump
$CXDUMP get in.dump 1
