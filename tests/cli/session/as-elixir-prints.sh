# Literals print as Elixir's inspect prints them, where there is an Elixir to ask.
cat >literals <<'L'
{:ok, [1, 2.5, nil, true, "text", <<1, 2, 255>>, <<5::3>>]}
%{1 => 2, "k" => [nil], a: 1}
[a: 1, b: {2, 3}]
%{"with \"quotes\"\n" => :"odd atom", a: %{b: "c"}}
{-0.0, 1.0e100, 1.0e-7, 123456789012345678901234567890, 1.5e15, 1.0e16}
[1 | 2]
["żółw", :żółw, :"1a", :a?, nil, Foo.Bar, :"Elixir.foo"]
{~D[2024-02-29], ~T[12:00:00.123], ~N[2024-02-29 12:00:00], ~U[2024-02-29 12:00:00Z]}
MapSet.new([1])
1..10
{}
[]
%{}
""
0x1F
1_000_000
?a
"a\tb\e\0"
L
$CXDUMP session -q literals >ours
if command -v elixir >/dev/null; then
  elixir -e '
    for line <- File.stream!("literals") do
      {term, _} = Code.eval_string(line)
      IO.puts(inspect(term, limit: :infinity, printable_limit: :infinity, width: :infinity))
    end' >theirs
  diff theirs ours
fi
wc -l <ours
