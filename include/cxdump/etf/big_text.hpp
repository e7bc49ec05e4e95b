#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/append.hpp"  // Sign

namespace cxdump::etf {

// A big integer as ETF has it: a sign and its magnitude, little-endian, in bytes (SMALL_BIG_EXT).

/// Appends a big integer in decimal. Zero bytes at the end of `magnitude` are allowed; zero has no sign.
///
/// Time: n log² n in the length; a megabyte takes about a second, as every number that a hostile file may
/// hold must end.
void append_decimal(Bytes magnitude, Sign sign, std::string& out);

/// Reads decimal digits to the magnitude they mean, with no zero byte at its end; zero is empty. `magnitude`
/// is overwritten. Requires: `digits` holds digits only. Time: as append_decimal.
void parse_decimal(std::string_view digits, std::vector<std::uint8_t>& magnitude);

/// As parse_decimal, of digits in base 2 to 36, letters of either case.
void parse_digits(std::string_view digits, std::uint32_t base, std::vector<std::uint8_t>& magnitude);

}  // namespace cxdump::etf
