#pragma once

#include <cstdint>
#include <vector>

#include "etf/text_cursor.hpp"

namespace cxdump::etf {

/// Whether a number of Elixir stands here: a digit, a sign before one, or `?c`.
bool at_elixir_number(const TextCursor& text);

/// Reads `-12`, `1_000`, `0x1F`, `0o17`, `0b1`, `1.5e-3` or `?c` and appends it. Returns whether it is an
/// integer.
bool read_elixir_number(TextCursor& text, std::vector<std::uint8_t>& out);

}  // namespace cxdump::etf
