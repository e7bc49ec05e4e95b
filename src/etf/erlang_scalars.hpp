#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "etf/text_cursor.hpp"

namespace cxdump::etf {

// What stands alone in Erlang's literals. Each throws where it is none.

/// Whether a digit, a sign before one, or `$c` stands here.
bool at_erlang_number(const TextCursor& text);

/// Reads `-12`, `1_000`, `16#1F`, `1.5e-3` or `$c` and appends it. Returns whether it is an integer.
bool read_erlang_number(TextCursor& text, std::vector<std::uint8_t>& out);

/// `"..."` or `'...'`, with escapes; strings that stand one behind the other are one. Returns UTF-8.
std::string read_erlang_quoted(TextCursor& text);

/// Reads `<<1, 2:4, "x"/utf8>>` from its `<<` on and appends it. Nested ones do not recurse.
void read_erlang_bits(TextCursor& text, std::vector<std::uint8_t>& out);

/// How long the atom without quotes is that `text` starts with; 0: none.
std::size_t erlang_atom_length(std::string_view text);

}  // namespace cxdump::etf
