#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cxdump/etf/append.hpp"  // Sign
#include "etf/text_cursor.hpp"

namespace cxdump::etf {

/// Reads digits of `base`, with single underscores between them. Throws where there is none.
std::string read_digits(TextCursor& text, unsigned base);

/// Appends the integer that `digits` of `base` mean; negated by `sign`. Throws at `begin` when it is
/// larger than a VM's integers.
void append_number(const TextCursor& text, std::size_t begin, std::string_view digits, unsigned base,
                   Sign sign, std::vector<std::uint8_t>& out);

/// Reads the arity of a function, 0 to 255, and appends it.
void append_arity(TextCursor& text, std::vector<std::uint8_t>& out);

/// Reads the rest of a number whose whole part has been read and whose sign was: `.5e-3` makes it a float.
/// Appends the float or the integer, and returns whether it was an integer.
bool append_decimal_number(TextCursor& text, std::size_t begin, std::string_view whole, Sign sign,
                           std::vector<std::uint8_t>& out);

}  // namespace cxdump::etf
