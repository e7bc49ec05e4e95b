#!/usr/bin/env escript
%% Random terms with what this VM says about them, one JSON object a line:
%%   escript random_terms.erl COUNT SEED
%% v0, v1, v2   term_to_binary with that minor_version
%% sorted       with minor_version 1 and deterministic (a map's keys in order, whatever its size)
%% foreign      another encoding of the same term, as no VM would write it
%% phash2, range   erlang:phash2(T) and erlang:phash2(T, 1000)
%% other        minor_version 1 of another term; order, exact, equal compare T with it

-mode(compile).

main([Count, Seed]) ->
    io:setopts([{encoding, latin1}]),
    S = list_to_integer(Seed),
    rand:seed(exsss, {S, 7, 11}),
    lines(list_to_integer(Count), term(0)).

lines(0, _) -> ok;
lines(N, Last) ->
    T = term(rand:uniform(5) - 1),
    Other = case rand:uniform(3) of 1 -> Last; _ -> relative(T) end,
    io:put_chars([line(T, Other), $\n]),
    lines(N - 1, T).

line(T, Other) ->
    Order = if T == Other -> 0; T < Other -> -1; true -> 1 end,
    json([{"v" ++ integer_to_list(V), hex(term_to_binary(T, [{minor_version, V}]))} || V <- [0, 1, 2]] ++
         [{"sorted", hex(term_to_binary(T, [{minor_version, 1}, deterministic]))},
          {"foreign", hex(iolist_to_binary([131, foreign(T)]))},
          {"phash2", erlang:phash2(T)}, {"range", erlang:phash2(T, 1000)},
          {"other", hex(term_to_binary(Other, [{minor_version, 1}]))},
          {"order", Order}, {"exact", T =:= Other}, {"equal", T == Other}]).

json(Pairs) -> ["{", lists:join(",", [[$", K, "\":", value(V)] || {K, V} <- Pairs]), "}"].
value(V) when is_integer(V) -> integer_to_list(V);
value(V) when is_atom(V) -> atom_to_list(V);
value(V) -> [$", V, $"].
hex(Binary) -> string:lowercase(binary:encode_hex(Binary)).

%% Terms

term(0) -> leaf();
term(D) ->
    F = fun() -> term(D - 1) end,
    N = rand:uniform(5) - 1,
    case rand:uniform(12) of
        1 -> list_to_tuple([F() || _ <- lists:seq(1, N)]);
        2 -> [F() || _ <- lists:seq(1, N)];
        3 -> maps:from_list([{F(), F()} || _ <- lists:seq(1, N)]);
        4 -> maps:from_list([{word_atom(), F()} || _ <- lists:seq(1, 2 * N)]);
        5 -> maps:from_list([{leaf(), leaf()} || _ <- lists:seq(1, 20 * N)]);
        6 -> [F() | F()];
        7 -> [number() || _ <- lists:seq(1, N)];
        8 -> maps:from_list([{number(), F()} || _ <- lists:seq(1, N)]);
        9 -> bytes(rand:uniform(12)) ++ [F() | bytes(rand:uniform(3) - 1)];
        10 -> maps:from_list([{maps:from_list([{leaf(), F()} || _ <- lists:seq(1, 2)]), F()} || _ <- lists:seq(1, N)]);
        _ -> leaf()
    end.

leaf() ->
    case rand:uniform(16) of
        1 -> nil;
        2 -> word_atom();
        3 -> wide_atom();
        4 -> word();
        5 -> list_to_binary(bytes(rand:uniform(40)));
        6 -> << (list_to_binary(bytes(rand:uniform(3) - 1)))/binary, (rand:uniform(128) - 1):(rand:uniform(7)) >>;
        7 -> bytes(rand:uniform(8) - 1);
        8 -> unicode:characters_to_binary([16#400 + rand:uniform(200) || _ <- lists:seq(1, rand:uniform(8))]);
        9 -> identifier();
        10 -> 'fun'();
        11 -> {};
        12 -> #{};
        _ -> number()
    end.

number() ->
    case rand:uniform(9) of
        1 -> rand:uniform(256) - 1;
        2 -> rand:uniform(600) - 300;
        3 -> rand:uniform(1 bsl 33) - (1 bsl 32);
        4 -> sign() * ((1 bsl rand:uniform(70)) + rand:uniform(3) - 2);
        5 -> sign() * ((1 bsl rand:uniform(2100)) + rand:uniform(3) - 2);
        6 -> sign() * rand:uniform() * math:pow(10, rand:uniform(40) - 20);
        7 -> float(sign() * (1 bsl rand:uniform(80)));
        8 -> float(rand:uniform(5) - 2);
        9 -> sign() * ((1 bsl 27) + rand:uniform(3) - 2)
    end.

sign() -> 2 * rand:uniform(2) - 3.
bytes(N) -> [rand:uniform(256) - 1 || _ <- lists:seq(1, N)].
word() -> << <<($a + rand:uniform(5) - 1)>> || _ <- lists:seq(1, rand:uniform(6)) >>.
word_atom() -> binary_to_atom(word()).
wide_atom() -> list_to_atom([lists:nth(rand:uniform(4), [rand:uniform(127), 127 + rand:uniform(128), 16#3A0 + rand:uniform(8), 16#1F600 + rand:uniform(4)])
                             || _ <- lists:seq(1, rand:uniform(4))]).

node_name() -> lists:nth(rand:uniform(3), ['a@bc', 'b@bc', 'é@bc']).
creation() -> rand:uniform(4).
identifier() ->
    Node = atom_utf8(node_name()),
    Creation = creation(),
    binary_to_term(case rand:uniform(3) of
        1 -> <<131, 88, Node/binary, (small32()):32, (small32()):32, Creation:32>>;
        2 -> <<131, 120, Node/binary, (small32() bsl (8 * rand:uniform(3) - 8)):64, Creation:32>>;
        %% Two quirks of maps with more than 32 keys are kept out: OTP 25 loses references of one word there (it
        %% hashes what stands behind), and takes two that differ in zeros at the end only, which are =:=, for two keys.
        3 -> L = 1 + rand:uniform(4), <<131, 90, L:16, Node/binary, Creation:32, << <<(small32()):32>> || _ <- lists:seq(2, L) >>/binary, (small32() bor 1):32>>
    end).
small32() -> case rand:uniform(3) of 1 -> rand:uniform(3) - 1; 2 -> rand:uniform(1 bsl 18) - 1; 3 -> rand:uniform(1 bsl 32) - 1 end.

'fun'() ->
    case rand:uniform(2) of
        1 -> fun lists:map/2;
        2 ->
            Free = rand:uniform(3) - 1,
            Env = [foreign(leaf()) || _ <- lists:seq(1, Free)],
            Body = iolist_to_binary([rand:uniform(3), lists:duplicate(16, rand:uniform(2)), <<(rand:uniform(3)):32, Free:32>>, atom_utf8(fun_module()),
                    <<97, (rand:uniform(3)), 98, (rand:uniform(3) - 2):32, 88>>, atom_utf8(node_name()), <<1:32, 2:32, 3:32>>, Env]),
            binary_to_term(<<131, 112, (byte_size(Body) + 4):32, Body/binary>>)
    end.
fun_module() -> lists:nth(rand:uniform(2), [no_such_module_a, no_such_module_b]).
atom_utf8(A) -> B = atom_to_binary(A), <<119, (byte_size(B)), B/binary>>.

%% A term that is equal to another, or nearly.
relative(T) when is_integer(T), abs(T) < 1 bsl 1000 -> case rand:uniform(3) of 1 -> float(T); 2 -> T + 1; 3 -> T end;
relative(T) when is_float(T) -> case rand:uniform(3) of 1 -> trunc(T); 2 -> -T; 3 -> T end;
relative({}) -> {[]};
relative(T) when is_tuple(T) -> N = rand:uniform(tuple_size(T)), setelement(N, T, relative(element(N, T)));
relative([H | T]) -> case rand:uniform(3) of 1 -> [H | T]; 2 -> [relative(H) | T]; 3 -> [H | relative(T)] end;
relative(M) when is_map(M), map_size(M) > 0 ->
    Keys = maps:keys(M),
    K = lists:nth(rand:uniform(length(Keys)), Keys),
    case rand:uniform(3) of
        1 -> M#{K := relative(maps:get(K, M))};
        2 -> maps:put(relative(K), maps:get(K, M), maps:remove(K, M));
        3 -> M
    end;
relative(B) when is_bitstring(B), bit_size(B) > 0 ->
    case rand:uniform(3) of 1 -> B; 2 -> Size = bit_size(B) - 1, <<Short:Size/bitstring, _/bitstring>> = B, Short; 3 -> <<B/bitstring, 0:1>> end;
relative(_) -> leaf().

%% The encodings that a VM reads and does not write.

foreign(I) when is_integer(I) ->
    case rand:uniform(4) of
        1 when I >= 0, I =< 255 -> <<97, I>>;
        2 when I >= -(1 bsl 31), I < 1 bsl 31 -> <<98, I:32>>;
        3 -> Digits = <<(digits(abs(I)))/binary, 0:(8 * rand:uniform(2))>>, <<111, (byte_size(Digits)):32, (negative(I)), Digits/binary>>;
        _ ->
            case digits(abs(I)) of
                D when byte_size(D) < 256 -> <<110, (byte_size(D)), (negative(I)), D/binary>>;
                D -> <<111, (byte_size(D)):32, (negative(I)), D/binary>>
            end
    end;
foreign(F) when is_float(F) ->
    case rand:uniform(2) of
        1 -> <<70, F/float>>;
        2 -> Text = list_to_binary(io_lib:format("~.20e", [F])), encoded_float(Text, F)
    end;
foreign(A) when is_atom(A) ->
    Utf8 = atom_to_binary(A),
    Latin1 = unicode:characters_to_binary(atom_to_list(A), unicode, latin1),
    case rand:uniform(4) of
        1 when is_binary(Latin1) -> <<100, (byte_size(Latin1)):16, Latin1/binary>>;
        2 when is_binary(Latin1) -> <<115, (byte_size(Latin1)), Latin1/binary>>;
        3 when byte_size(Utf8) < 256 -> <<119, (byte_size(Utf8)), Utf8/binary>>;
        _ -> <<118, (byte_size(Utf8)):16, Utf8/binary>>
    end;
foreign(B) when is_binary(B), byte_size(B) > 0 ->
    case rand:uniform(2) of 1 -> <<109, (byte_size(B)):32, B/binary>>; 2 -> <<77, (byte_size(B)):32, 8, B/binary>> end;
foreign(B) when is_bitstring(B), not is_binary(B) ->
    Bits = bit_size(B) rem 8,
    Dirt = (1 bsl (8 - Bits)) - 1,
    <<77, (byte_size(B)):32, Bits, B/bitstring, Dirt:(8 - Bits)>>;
foreign(T) when is_tuple(T) -> [<<105, (tuple_size(T)):32>>, [foreign(E) || E <- tuple_to_list(T)]];
foreign([]) -> case rand:uniform(3) of 1 -> 106; 2 -> <<107, 0:16>>; 3 -> <<108, 0:32, 106>> end;
foreign([_ | _] = L) ->
    {Some, Rest} = take(rand:uniform(6) - 1, L),
    case Some =/= [] andalso lists:all(fun(E) -> is_integer(E) andalso E >= 0 andalso E < 256 end, Some) andalso Rest =:= [] of
        true -> <<107, (length(Some)):16, (list_to_binary(Some))/binary>>;
        false -> [<<108, (length(Some)):32>>, [foreign(E) || E <- Some], foreign(Rest)]
    end;
foreign(M) when is_map(M) ->
    Shuffled = [KV || {_, KV} <- lists:sort([{rand:uniform(), KV} || KV <- maps:to_list(M)])],
    [<<116, (map_size(M)):32>>, [[foreign(K), foreign(V)] || {K, V} <- Shuffled]];
foreign(T) ->
    <<131, Rest/binary>> = term_to_binary(T, [{minor_version, rand:uniform(3) - 1}]),
    Rest.

take(0, L) -> {[], L};
take(N, [H | T]) -> {Some, Rest} = take(N - 1, T), {[H | Some], Rest};
take(_, L) -> {[], L}.

encoded_float(Text, F) when byte_size(Text) =< 30 ->
    case catch binary_to_float(Text) of F -> <<99, Text/binary, 0:(8 * (31 - byte_size(Text)))>>; _ -> <<70, F/float>> end;
encoded_float(_, F) -> <<70, F/float>>.

negative(I) when I < 0 -> 1 + rand:uniform(3);
negative(_) -> 0.
digits(0) -> <<>>;
digits(I) -> B = binary:encode_unsigned(I, little), B.
