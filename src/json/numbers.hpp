#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "cxdump/etf/tag.hpp"
#include "json/text_buffer.hpp"

namespace cxdump::json {

// Numbers as JSON text. Each write_ function returns the end of what it wrote.

inline constexpr std::size_t kLongestInteger = 20;
inline constexpr std::size_t kLongestFloat = 25;

/// The last `count` digits of `value`, zeros before it.
char* write_digits(std::uint64_t value, int count, char* out);

/// A number below a thousand as it is written: the commonest ones take no branch on how many digits they
/// have.
struct ShortNumber {
  std::array<char, 3> digits;
  std::uint8_t length;
};
extern const std::array<ShortNumber, 1000> kShortNumbers;

/// Requires: kLongestInteger bytes at `out`.
char* write_long(std::uint64_t value, char* out);
inline char* write_unsigned(std::uint64_t value, char* out) {
  if (value >= kShortNumbers.size()) return write_long(value, out);
  const ShortNumber& number = kShortNumbers[value];
  std::memcpy(out, number.digits.data(), number.digits.size());
  return out + number.length;
}
inline char* write_integer(std::int64_t value, char* out) {
  auto magnitude = static_cast<std::uint64_t>(value);
  if (value < 0) {
    *out++ = '-';
    magnitude = 0 - magnitude;
  }
  return write_unsigned(magnitude, out);
}

/// The fewest digits that read back as the same float, always with `.` or `e`: 1.0, 0.0001, 1.5e-05, 1e+16.
/// Requires: `value` is finite; kLongestFloat bytes at `out`.
char* write_float(double value, char* out);

/// Appends all digits of an integer. Requires: head.kind is integer or big.
void append_integer(const etf::Head& head, TextBuffer& out);

/// Whether an integer is within ±2^53, where programs that read JSON numbers as doubles still have it
/// exactly. Requires: head.kind is integer or big.
bool is_exact_in_double(const etf::Head& head);

}  // namespace cxdump::json
