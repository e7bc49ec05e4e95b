# Prints COUNT random terms, a line each: hex of term_to_binary, of inspect and of ~0tp. Usage: COUNT SEED.
[count, seed] = Enum.map(System.argv(), &String.to_integer/1)
:rand.seed(:exsss, {seed, 2, 3})

defmodule Random do
  def below(n), do: :rand.uniform(n) - 1

  def character do
    case below(6) do
      0 -> below(128)
      1 -> below(256)
      2 -> below(0x500)
      3 -> below(0x3100)
      4 -> Enum.random('abcABC019_@?!:+-.#"\\{')
      5 -> Enum.random('abc')
    end
  end

  def text, do: List.to_string(for _ <- 0..below(6), do: character())

  def float do
    case below(3) do
      0 -> :math.pow(10, below(40) - 20) * below(100_000)
      1 -> (below(2_000_000) - 1_000_000) / Enum.random([1, 10, 100, 1000, 4096])
      2 -> Enum.random([-1, 1]) * :math.pow(2, below(120) - 60) * (1 + below(4))
    end
  end

  def bits do
    size = below(12) + 1
    <<bits::bitstring-size(size), _::bitstring>> = :crypto.strong_rand_bytes(2)
    bits
  end

  def struct do
    Enum.random([
      MapSet.new(), ~D[2020-01-02], ~T[01:02:03.456], ~N[2020-01-02 03:04:05.000], ~U[1999-12-31 23:59:59Z], 1..5,
      1..10//3, 10..1//-2, ~r/a\/b/iu, URI.parse("http://x.y/z?q#f"), Version.parse!("1.2.3-rc.1+x")
    ])
  end

  def many(make), do: for(_ <- 1..below(6)//1, do: make.())
  def key, do: Enum.random([:a, :b, :c, :d, :"e f", :+, Foo])

  def leaf do
    case below(9) do
      0 -> String.to_atom(text())
      1 -> Enum.random([:a, Foo, Foo.Bar, nil, true, :"a b", :x?, :+])
      2 -> below(300) - 20
      3 -> float()
      4 -> if below(2) == 0, do: text(), else: :crypto.strong_rand_bytes(below(5))
      5 -> Enum.random([-1, 1]) * :crypto.bytes_to_integer(:crypto.strong_rand_bytes(below(100) + 1))
      6 -> Enum.random(['abc', 'it"s', 'it\'s', [7, 8, 9, 10, 11, 12, 13, 27], [127], 'a\#{', [97, 256], [1, 2]])
      7 -> bits()
      8 -> struct()
    end
  end

  def term(0), do: leaf()

  def term(depth) do
    inner = fn -> term(depth - 1) end

    case below(10) do
      0 -> many(inner)
      1 -> List.to_tuple(many(inner))
      2 -> Map.new(many(fn -> {inner.(), inner.()} end))
      3 -> Map.new(many(fn -> {key(), inner.()} end))
      4 -> many(fn -> {key(), inner.()} end)
      5 -> [inner.() | inner.()]
      6 -> MapSet.new(many(inner))
      7 -> [{:a, inner.()} | inner.()]
      _ -> leaf()
    end
  end
end

for _ <- 1..count do
  term = Random.term(4)
  inspected = inspect(term, limit: :infinity, printable_limit: :infinity)
  printed = :unicode.characters_to_binary(:io_lib.format("~0tp", [term]))
  hex = Enum.map([:erlang.term_to_binary(term, minor_version: 1), inspected, printed], &Base.encode16/1)
  IO.puts(Enum.join(hex, " "))
end
