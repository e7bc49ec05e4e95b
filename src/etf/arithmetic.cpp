#include "etf/arithmetic.hpp"

#include <algorithm>
#include <cmath>

#include "cxdump/etf/append.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/tag.hpp"
#include "etf/integer.hpp"

namespace cxdump::etf {
namespace {

using Term = std::vector<std::uint8_t>;
using Digits = std::vector<std::uint8_t>;  // base 256, little-endian, as SMALL_BIG_EXT has them

/// An integer as a sign and a magnitude.
struct Signed {
  Digits digits;
  bool negative = false;
};

Head head_of(Bytes term) {
  Head head{};
  (void)Cursor(term).next(head);
  return head;
}

Signed to_signed(const Head& head) {
  Signed number;
  if (head.kind == Kind::big) {
    const Bytes digits = trim_digits(head.body);
    number.digits.assign(digits.begin(), digits.end());
    number.negative = head.negative;
    return number;
  }
  const std::int64_t value = head.value;
  number.negative = value < 0;
  for (std::int64_t rest = std::abs(value); rest != 0; rest >>= 8) {
    number.digits.push_back(static_cast<std::uint8_t>(rest));
  }
  return number;
}

bool less(const Digits& a, const Digits& b) {
  if (a.size() != b.size()) return a.size() < b.size();
  return std::lexicographical_compare(a.rbegin(), a.rend(), b.rbegin(), b.rend());
}

Digits sum(const Digits& a, const Digits& b) {
  Digits result;
  unsigned carry = 0;
  for (std::size_t i = 0; i < std::max(a.size(), b.size()) || carry != 0; ++i) {
    carry += (i < a.size() ? a[i] : 0u) + (i < b.size() ? b[i] : 0u);
    result.push_back(static_cast<std::uint8_t>(carry));
    carry >>= 8;
  }
  return result;
}

/// Requires: b is not larger than a.
Digits difference(const Digits& a, const Digits& b) {
  Digits result;
  int borrow = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const int digit = a[i] - (i < b.size() ? b[i] : 0) - borrow;
    borrow = digit < 0 ? 1 : 0;
    result.push_back(static_cast<std::uint8_t>(digit + 256 * borrow));
  }
  while (!result.empty() && result.back() == 0) result.pop_back();
  return result;
}

Signed add(const Signed& a, const Signed& b) {
  if (a.negative == b.negative) return {sum(a.digits, b.digits), a.negative};
  if (less(a.digits, b.digits)) return {difference(b.digits, a.digits), b.negative};
  return {difference(a.digits, b.digits), a.negative};
}

Term to_term(const Signed& number) {
  Term term;
  append_big(term, number.digits, number.negative ? Sign::negative : Sign::positive);
  return term;
}

double to_double(const Head& head) {
  if (head.kind == Kind::floating) return float_value(head);
  const Signed number = to_signed(head);
  double value = 0;
  for (std::size_t i = number.digits.size(); i-- > 0;) value = value * 256 + number.digits[i];
  return number.negative ? -value : value;
}

}  // namespace

std::optional<Term> add(Bytes a, Bytes b) {
  const Head left = head_of(a);
  const Head right = head_of(b);
  if (left.kind != Kind::floating && right.kind != Kind::floating) {
    return to_term(add(to_signed(left), to_signed(right)));
  }
  const double result = to_double(left) + to_double(right);
  if (!std::isfinite(result)) return std::nullopt;
  Term term;
  append_float(term, result);
  return term;
}

Term negate(Bytes number) {
  const Head head = head_of(number);
  if (head.kind == Kind::floating) {
    Term term;
    append_float(term, -float_value(head));
    return term;
  }
  Signed negated = to_signed(head);
  negated.negative = !negated.negative;
  return to_term(negated);
}

}  // namespace cxdump::etf
