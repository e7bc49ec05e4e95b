%% Makes the benchmark's dumps, entry by entry, so that ten million of them fit into any machine.
%%   erlc make_data.erl && erl -noshell -run make_data main DIR KIND N CONTAINER [LEVEL]
%% writes DIR/KIND-N.CONTAINER[-cLEVEL].dump. KIND: sessions, other (half of its keys are those of sessions), small,
%% tiny, binaries, deep, huge. CONTAINER: v2, v3, v4. LEVEL: 0 (default) to 9; v4 has none.
-module(make_data).
-export([main/1]).

-define(NOW, 1795000000000).

main([Dir, Kind, N, Container | Level]) ->
    rand:seed(exsss, {list_to_integer(N), 7, 11}),
    Name = filename:join(Dir, lists:append([Kind, "-", N, ".", Container, [["-c", L] || L <- Level], ".dump"])),
    ok = filelib:ensure_dir(Name),
    Part = lists:flatten(Name) ++ ".part",
    write(Container, list_to_atom(Kind), list_to_integer(N), Part, level(Level)),
    ok = file:rename(Part, lists:flatten(Name)),
    halt(0).

level([]) -> 0;
level([L]) -> list_to_integer(L).

%% v4: gzip of frames. The others: one list, as term_to_binary would write it.
write("v4", Kind, N, Name, _) ->
    {ok, File} = file:open(Name, [write, raw, binary, compressed, {delayed_write, 1 bsl 20, 1000}]),
    entries(1, N, fun(I) -> frame(entry(Kind, I)) end, fun(Bytes) -> ok = file:write(File, Bytes) end),
    ok = file:close(File);
write(Container, Kind, N, Name, 0) ->
    {ok, File} = file:open(Name, [write, raw, binary, {delayed_write, 1 bsl 20, 1000}]),
    Put = fun(Bytes) -> ok = file:write(File, Bytes) end,
    Put(<<131, 108, N:32>>),
    entries(1, N, fun(I) -> plain(Container, entry(Kind, I)) end, Put),
    Put(<<106>>),
    ok = file:close(File);
write(Container, Kind, N, Name, Level) ->
    Plain = Name ++ ".plain",
    write(Container, Kind, N, Plain, 0),
    {ok, <<131, Term/binary>>} = file:read_file(Plain),
    ok = file:delete(Plain),
    Z = zlib:open(),
    ok = zlib:deflateInit(Z, Level),
    Stream = zlib:deflate(Z, Term, finish),
    ok = file:write_file(Name, [<<131, 80, (byte_size(Term)):32>>, Stream]).

entries(I, N, Make, Put) when I =< N ->
    Last = min(I + 999, N),
    Put([Make(J) || J <- lists:seq(I, Last)]),
    entries(Last + 1, N, Make, Put);
entries(_, _, _, _) -> ok.

bytes(Term) ->
    <<131, Bytes/binary>> = term_to_binary(Term, [{minor_version, 1}]),
    Bytes.

plain("v2", {Key, Touched, Ttl, Value}) -> bytes({Key, Touched, Ttl, Value});
plain("v3", {Key, Touched, Ttl, Value}) -> bytes({entry, Key, Touched, Ttl, Value}).

frame({Key, Touched, Ttl, Value}) ->
    Bytes = term_to_binary({entry, Key, Value, Touched, Ttl}, [{minor_version, 1}]),
    [<<(byte_size(Bytes)):24>>, Bytes].

entry(other, I) -> entry(sessions, I + 250000);
entry(Kind, I) -> {key(Kind, I), ?NOW + I, ttl(I), value(Kind, I)}.

key(tiny, I) -> I;
key(sessions, I) -> <<"session:", (integer_to_binary(I))/binary>>;
key(_, I) -> <<"key:", (integer_to_binary(I))/binary>>.

ttl(I) when I rem 3 =:= 0 -> 3600000 + I;
ttl(_) -> nil.

value(tiny, _) -> true;
value(small, I) -> {I, rand:uniform(), ok};
value(binaries, _) -> rand:bytes(10000);
value(huge, _) -> binary:copy(rand:bytes(1 bsl 20), 256);
value(deep, I) -> lists:foldl(fun(J, Inner) -> [J, {Inner}] end, I, lists:seq(1, 5000));
value(sessions, I) ->
    B = integer_to_binary(I),
    #{id => I, user => <<"user_", B/binary>>, email => <<"user", B/binary, "@example.com">>, score => rand:uniform(),
      roles => lists:nth(1 + I rem 3, [[admin], [guest, admin], [editor, guest]]),
      tags => [rand:uniform(1000) || _ <- lists:seq(1, 5)], active => I rem 2 =:= 0,
      agent => <<"Mozilla/5.0 (X11; Linux x86_64) rv:", (integer_to_binary(rand:uniform(140)))/binary, ".0">>,
      last_seen => #{'__struct__' => 'Elixir.NaiveDateTime', calendar => 'Elixir.Calendar.ISO', year => 2024,
                     month => 1 + I rem 12, day => 1 + I rem 28, hour => I rem 24, minute => I rem 60,
                     second => I rem 60, microsecond => {0, 0}}}.
