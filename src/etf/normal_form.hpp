#pragma once

#include <vector>

namespace cxdump::etf {

/// Whether text is in normalization form C (UAX 15). Only for characters that an Elixir identifier may hold:
/// of those, the tables know how they compose.
bool is_in_nfc(const std::vector<char32_t>& text);

}  // namespace cxdump::etf
