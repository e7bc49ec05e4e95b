#pragma once

#include <cstddef>
#include <cstdint>

#include "cxdump/etf/tag.hpp"
#include "json/text_buffer.hpp"

namespace cxdump::json {

// Numbers as JSON text. Each write_ function returns the end of what it wrote.

inline constexpr std::size_t kLongestInteger = 20;
inline constexpr std::size_t kLongestFloat = 25;

/// Requires: kLongestInteger bytes at `out`.
char* write_long(std::uint64_t value, char* out);
inline char* write_unsigned(std::uint64_t value, char* out) {
  if (value >= 10) return write_long(value, out);
  *out = static_cast<char>('0' + value);
  return out + 1;
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
