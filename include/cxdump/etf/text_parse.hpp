#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "cxdump/base/error.hpp"

namespace cxdump::etf {

// Terms from text. What comes back is one term as term_to_binary with minor_version 1 writes it, without 131;
// a map with a key twice keeps the last, as both languages have it, and a large map stays in the order of its
// text. Nothing recurses, and time is linear but for sorting keys.
//
// Throws, all of them: Error of kind `usage`, `line 1, column 5: expected a term, found "}"`, where the text
// is no literal. Columns count characters, both count from 1.

using Term = std::vector<std::uint8_t>;

/// The literal of Elixir that `text` is, with blanks and comments around it: everything that inspect prints
/// but pids, ports, references, local funs and `#Name<...>`, with the rest of the syntax of literals: `0x1F`,
/// `1_000`, `?c`, heredocs, `~c ~C ~s ~S ~w ~W ~r ~D ~T ~N ~U`, `<<1, 2::4, "x"::utf16>>`,
/// `%{"b" => 2, a: 1}`, `%Mod{}`, keyword tails, ranges, `&Mod.fun/1`, `MapSet.new([1])` and
/// `Decimal.new("1.10")`. Of `%URI{}` and `%Version{}` the fields left out have their defaults. A `~r//` is
/// not compiled: Elixir does that when it is first used. Interpolation and variables are no literals.
Term parse_elixir(std::string_view text);

/// The literal of Erlang that `text` is: `{'Atom', "list", <<"binary"/utf8, 3:5>>, #{a => 16#ff, $c
/// => 1.0e-3}}`. A closing dot is allowed.
Term parse_erlang(std::string_view text);

// For a reader of calls: one piece from `at` on, which is left behind what was read.

/// One Elixir term, with blanks and comments before it.
Term parse_term(std::string_view text, std::size_t& at);

/// As parse_term, for matches() of pattern.hpp: names may stand for values, `_` and any other. Structs have
/// no fields but those written.
Term parse_pattern(std::string_view text, std::size_t& at);

/// Where the arguments of a call end.
enum class Closing : std::uint8_t {
  parenthesis,  ///< before a `)`, which is not read; lines do not matter
  line,  ///< at the end of the line or of the text, before a `;` or a comment; a line may end behind a comma
};

/// The arguments of a call, separated by commas; keywords at the end, `"a", ttl: 5`, are one last argument, a
/// list.
std::vector<Term> parse_arguments(std::string_view text, std::size_t& at, Closing closing);

}  // namespace cxdump::etf
