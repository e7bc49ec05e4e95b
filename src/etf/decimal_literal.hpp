#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace cxdump::etf {

/// Appends the struct that Decimal.new/1 makes of `1.10`, `-1E+3`, `NaN` or `Infinity`; false when it makes
/// none, and nothing is appended.
bool append_decimal_literal(std::string_view number, std::vector<std::uint8_t>& out);

}  // namespace cxdump::etf
