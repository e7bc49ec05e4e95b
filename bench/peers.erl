%% What people do today, at its least: the Erlang VM's own decode, insert and encode.
%%   erlc peers.erl && erl -noshell -run peers main JOB ARGS...
%% json FILE: an entry a line on standard output. load FILE: into a table. merge OUT FILE...: load all, write one.
-module(peers).
-export([main/1]).

main(["json", File]) ->
    {ok, Out} = file:open("/dev/stdout", [write, raw, binary, {delayed_write, 1 bsl 16, 1000}]),
    lists:foreach(fun(Entry) -> ok = file:write(Out, line(Entry)) end, decoded(File)),
    ok = file:close(Out),
    halt(0);
main(["load", File]) ->
    Table = table(),
    true = ets:insert(Table, decoded(File)),
    io:format("~b~n", [ets:info(Table, size)]),
    halt(0);
main(["merge", Out | Files]) ->
    Table = table(),
    [true = ets:insert(Table, decoded(File)) || File <- Files],
    ok = file:write_file(Out, term_to_binary(ets:tab2list(Table), [{compressed, 1}, {minor_version, 1}])),
    halt(0).

decoded(File) ->
    {ok, Bytes} = file:read_file(File),
    binary_to_term(Bytes).

%% Keyed as Cachex's own tables are.
table() -> ets:new(cache, [set, public, {keypos, 2}, {read_concurrency, true}, {write_concurrency, true}]).

line({entry, Key, Touched, Ttl, Value}) ->
    [<<"{\"key\":">>, json(Key), <<",\"touched\":">>, json(Touched), <<",\"ttl\":">>, json(Ttl),
     <<",\"value\":">>, json(Value), <<"}\n">>].

json(nil) -> <<"null">>;
json(true) -> <<"true">>;
json(false) -> <<"false">>;
json(Atom) when is_atom(Atom) -> string(atom_to_binary(Atom));
json(Integer) when is_integer(Integer) -> integer_to_binary(Integer);
json(Float) when is_float(Float) -> float_to_binary(Float, [short]);
json(Binary) when is_binary(Binary) -> string(Binary);
json(Tuple) when is_tuple(Tuple) -> json(tuple_to_list(Tuple));
json([]) -> <<"[]">>;
json([First | Rest]) -> [$[, json(First), [[$,, json(Item)] || Item <- Rest], $]];
json(#{'__struct__' := 'Elixir.NaiveDateTime', year := Y, month := Mo, day := D, hour := H, minute := Mi, second := S}) ->
    [$", integer_to_binary(Y), $-, two(Mo), $-, two(D), $T, two(H), $:, two(Mi), $:, two(S), $"];
json(Map) when is_map(Map) ->
    [[$,, First] | Rest] = [[$,, [string(text(Key)), $:, json(Value)]] || {Key, Value} <- maps:to_list(Map)],
    [${, First, Rest, $}].

two(N) -> [$0 + N div 10, $0 + N rem 10].

text(Atom) when is_atom(Atom) -> atom_to_binary(Atom);
text(Binary) -> Binary.

string(Binary) -> [$", escaped(Binary, Binary, 0, 0), $"].

%% Runs of plain bytes are handed on as parts of the original.
escaped(<<C, Rest/binary>>, Whole, From, Length) when C >= 32, C =/= $", C =/= $\\ ->
    escaped(Rest, Whole, From, Length + 1);
escaped(<<C, Rest/binary>>, Whole, From, Length) ->
    [binary_part(Whole, From, Length), io_lib:format("\\u~4.16.0b", [C]) | escaped(Rest, Whole, From + Length + 1, 0)];
escaped(<<>>, Whole, From, Length) -> [binary_part(Whole, From, Length)].
