echo '{"key":{"$atoms":{"__struct__":{"$atom":"Elixir.MapSet"},"map":{"$map":[[1,[]]]}}},"value":1}' | $CXDUMP dump -q -o set.dump
$CXDUMP get set.dump 'MapSet.new([1])'
