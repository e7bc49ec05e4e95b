#pragma once

#include <cstdint>
#include <vector>

#include "etf/text_cursor.hpp"

namespace cxdump::etf {

/// Reads `<<1, 2::4, "x"::utf16>>` from its `<<` on and appends the bitstring. Nested ones do not recurse.
void read_elixir_bits(TextCursor& text, std::vector<std::uint8_t>& out);

}  // namespace cxdump::etf
