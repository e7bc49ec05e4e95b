#include "etf/integer.hpp"

#include <bit>
#include <cmath>

namespace cxdump::etf {
namespace {

template <typename T>
int sign_of_difference(T a, T b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

std::uint64_t load_digits(Bytes digits) {
  std::uint64_t value = 0;
  for (std::size_t i = digits.size(); i-- > 0;) value = value << 8 | digits[i];
  return value;
}

bool is_negative(const Head& integer) {
  return integer.kind == Kind::big ? integer.negative : integer.value < 0;
}

/// Requires: both are trimmed.
int compare_magnitudes(Bytes a, Bytes b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  for (std::size_t i = a.size(); i-- > 0;) {
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  }
  return 0;
}

int compare_small_with_float(std::int64_t integer, double number) {
  constexpr double two_to_63 = 9223372036854775808.0;
  if (number >= two_to_63) return -1;
  if (number < -two_to_63) return 1;
  const double whole = std::trunc(number);
  const int order = sign_of_difference(integer, static_cast<std::int64_t>(whole));
  return order != 0 ? order : sign_of_difference(whole, number);
}

std::size_t bit_length(Bytes digits) {
  return digits.empty() ? 0
                        : 8 * (digits.size() - 1) + static_cast<std::size_t>(std::bit_width(digits.back()));
}

/// The 64 highest bits of a magnitude, its top bit first; `more` tells whether a lower bit is set.
std::uint64_t highest_bits(Bytes digits, bool& more) {
  const std::size_t low = digits.size() - 8;
  std::uint64_t top = load_digits(digits.subspan(low));
  const int shift = std::countl_zero(top);
  std::uint8_t below = 0;
  if (shift != 0) {
    top <<= shift;
    if (low != 0) {
      top |= digits[low - 1] >> (8 - shift);
      below = static_cast<std::uint8_t>(digits[low - 1] << shift);
    }
  } else if (low != 0) {
    below = digits[low - 1];
  }
  more = below != 0;
  for (std::size_t i = 0; !more && i + 1 < low; ++i) more = digits[i] != 0;
  return top;
}

/// Requires: the magnitude, trimmed, needs more than 63 bits; number is positive.
int compare_magnitude_with_float(Bytes digits, double number) {
  int exponent = 0;
  const double fraction =
      std::frexp(number, &exponent);  // number = fraction * 2^exponent, 0.5 <= fraction < 1
  const auto bits = static_cast<std::int64_t>(bit_length(digits));
  if (bits != exponent) return bits < exponent ? -1 : 1;
  bool more = false;
  const std::uint64_t top = highest_bits(digits, more);
  const int order = sign_of_difference(top, static_cast<std::uint64_t>(std::ldexp(fraction, 64)));
  return order != 0 ? order : more ? 1 : 0;
}

}  // namespace

std::optional<std::int64_t> to_int64(const Head& integer) {
  if (integer.kind != Kind::big) return integer.value;
  const Bytes digits = trim_digits(integer.body);
  if (digits.size() > 8) return std::nullopt;
  const std::uint64_t magnitude = load_digits(digits);
  constexpr std::uint64_t limit = std::uint64_t{1} << 63;
  if (integer.negative) {
    if (magnitude > limit) return std::nullopt;
    return static_cast<std::int64_t>(0 - magnitude);
  }
  if (magnitude >= limit) return std::nullopt;
  return static_cast<std::int64_t>(magnitude);
}

int compare_integers(const Head& a, const Head& b) {
  const auto small_a = to_int64(a);
  const auto small_b = to_int64(b);
  if (small_a && small_b) return sign_of_difference(*small_a, *small_b);
  if (!small_a && !small_b && a.negative == b.negative) {
    const int order = compare_magnitudes(trim_digits(a.body), trim_digits(b.body));
    return a.negative ? -order : order;
  }
  // The one that 64 bits do not hold is the farther from zero.
  if (!small_a) return is_negative(a) ? -1 : 1;
  return is_negative(b) ? 1 : -1;
}

int compare_integer_with_float(const Head& integer, double number) {
  if (const auto small = to_int64(integer)) return compare_small_with_float(*small, number);
  if (integer.negative)
    return number >= 0 ? -1 : -compare_magnitude_with_float(trim_digits(integer.body), -number);
  return number <= 0 ? 1 : compare_magnitude_with_float(trim_digits(integer.body), number);
}

}  // namespace cxdump::etf
