#pragma once

#include <cstdint>
#include <optional>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/tag.hpp"

namespace cxdump::etf {

/// The magnitude of a big integer without zeros at its end.
inline Bytes trim_digits(Bytes digits) {
  while (!digits.empty() && digits.back() == 0) digits = digits.first(digits.size() - 1);
  return digits;
}

/// Whether a big integer has the shortest form, with a sign byte as the VM writes it.
inline bool is_shortest(const Head& big) {
  const Bytes digits = big.body;
  const bool large = big.tag == Tag::LARGE_BIG_EXT;
  if (digits.size() <= (large ? 255U : 4U) || digits.back() == 0) return false;
  return digits.data()[-1] <= 1;
}

/// The value of an integer of whatever tag, when 64 bits hold it. Requires: integer.kind is integer or big.
std::optional<std::int64_t> to_int64(const Head& integer);

/// -1, 0 or 1. Requires: both are of kind integer or big.
int compare_integers(const Head& a, const Head& b);

/// Compares an integer of any size with a float without rounding either.
int compare_integer_with_float(const Head& integer, double number);

}  // namespace cxdump::etf
