# Prints COUNT random terms, a line each: hex of term_to_binary, of inspect and of ~0tp. Usage: COUNT SEED.
# The last is empty where a map has more than 32 keys: ~0tp walks those in an order of its own.
[count, seed] = Enum.map(System.argv(), &String.to_integer/1)
:rand.seed(:exsss, {seed, 2, 3})

defmodule Random do
  def below(n), do: :rand.uniform(n) - 1

  def character do
    case below(8) do
      0 -> below(128)
      1 -> below(256)
      2 -> below(0x500)
      3 -> below(0x3100)
      6 -> below(0x2000) + 0xE000
      7 -> below(0x100000) + 0x10000
      4 -> Enum.random('abcABC019_@?!:+-.#"\\{')
      5 -> Enum.random('abc')
    end
  end

  def text, do: List.to_string(for _ <- 0..below(6), do: character())

  def float do
    case below(5) do
      3 -> any_double()
      4 -> Enum.random([0.0, -0.0, 5.0e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 1.0e15, 1.0e16, 1.0e-4, 9.9e-5])
      0 -> :math.pow(10, below(40) - 20) * below(100_000)
      1 -> (below(2_000_000) - 1_000_000) / Enum.random([1, 10, 100, 1000, 4096])
      2 -> Enum.random([-1, 1]) * :math.pow(2, below(120) - 60) * (1 + below(4))
    end
  end

  def any_double do
    case :rand.bytes(8) do
      <<double::float>> -> double
      _infinity_or_nan -> any_double()
    end
  end

  def integer, do: Enum.random([-1, 1]) * :binary.decode_unsigned(:rand.bytes(below(100) + 1))

  def bits do
    size = below(12) + 1
    <<bits::bitstring-size(size), _::bitstring>> = :rand.bytes(2)
    bits
  end

  def date, do: Date.new!(below(19_999) - 9_999, below(12) + 1, below(28) + 1)

  def time do
    precision = below(7)
    unit = Enum.at([1_000_000, 100_000, 10_000, 1_000, 100, 10, 1], precision)
    Time.new!(below(24), below(60), below(60), {div(below(1_000_000), unit) * unit, precision})
  end

  def in_zone do
    utc = DateTime.new!(date(), time())
    %{utc | utc_offset: 60 * (below(1_500) - 750), std_offset: below(2) * 3_600, time_zone: "Europe/Rome", zone_abbr: "CET"}
  end

  def range do
    [first, last] = for _ <- 1..2, do: Enum.random([below(100) - 50, integer()])
    Range.new(first, last, Enum.random([-1, 1]) * Enum.random([1, 2, 3, 1 + abs(integer())]))
  end

  def maybe(make), do: if(below(2) == 0, do: make.())

  def uri do
    struct(URI,
      scheme: maybe(fn -> "http" end), userinfo: maybe(&text/0), host: maybe(&text/0), port: maybe(fn -> below(65_536) end),
      path: maybe(&text/0), query: maybe(&text/0), fragment: maybe(&text/0), authority: maybe(&text/0))
  end

  def version do
    pre = for _ <- 1..below(3)//1, do: Enum.random(["rc", "beta", below(20)])
    %Version{major: below(20), minor: below(20), patch: below(2_000), pre: pre, build: maybe(fn -> "b" end)}
  end

  def struct do
    case below(50) do
      # These have no literal that says all of them.
      0 -> in_zone()
      1 -> Enum.random([~r/a\/b/iu, ~r/\d+\n\#{1}/, ~r/[é€]/uxsm, Regex.compile!("a/b\n\t", "U")])
      choice -> plain_struct(rem(choice, 8))
    end
  end

  def plain_struct(choice) do
    case choice do
      0 -> MapSet.new()
      1 -> date()
      2 -> time()
      3 -> NaiveDateTime.new!(date(), time())
      4 -> DateTime.new!(date(), time())
      5 -> range()
      6 -> uri()
      7 -> version()
    end
  end

  def many(make), do: for(_ <- 1..below(6)//1, do: make.())
  def key, do: Enum.random([:a, :b, :c, :d, :"e f", :+, Foo])

  # Whether ~0tp prints it in the order of its bytes.
  def small?(map) when is_map(map), do: map_size(map) <= 32 and small?(:maps.to_list(map))
  def small?(tuple) when is_tuple(tuple), do: small?(Tuple.to_list(tuple))
  def small?([first | rest]), do: small?(first) and small?(rest)
  def small?(_), do: true

  def leaf do
    case below(9) do
      0 -> String.to_atom(text())
      1 -> Enum.random([:a, Foo, Foo.Bar, nil, true, :"a b", :x?, :+])
      2 -> below(300) - 20
      3 -> float()
      4 -> if below(2) == 0, do: text(), else: :rand.bytes(below(5))
      5 -> integer()
      6 -> Enum.random(['abc', 'it"s', 'it\'s', [7, 8, 9, 10, 11, 12, 13, 27], [127], 'a\#{', [97, 256], [1, 2]])
      7 -> bits()
      8 -> struct()
    end
  end

  def term(0), do: leaf()

  def term(depth) do
    inner = fn -> term(depth - 1) end

    case below(200) do
      0 -> Map.new(1..(30 + below(12)), fn i -> {Enum.random([i, i / 1, {i}, [i]]), leaf()} end)
      _ -> smaller_term(below(10), inner)
    end
  end

  def smaller_term(choice, inner) do
    case choice do
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
  printed = if Random.small?(term), do: :unicode.characters_to_binary(:io_lib.format("~0tp", [term])), else: ""
  hex = Enum.map([:erlang.term_to_binary(term, minor_version: 1), inspected, printed], &Base.encode16/1)
  IO.puts(Enum.join(hex, " "))
end
