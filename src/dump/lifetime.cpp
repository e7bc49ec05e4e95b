#include "cxdump/dump/lifetime.hpp"

#include <algorithm>
#include <cmath>
#include <compare>

#include "cxdump/etf/cursor.hpp"

namespace cxdump::dump {
namespace {

/// A big integer of up to 63 bits exactly, a larger one as a double.
Millis big_millis(const etf::Head& head) {
  Bytes digits = head.body;
  while (!digits.empty() && digits.back() == 0) digits = digits.first(digits.size() - 1);
  Millis result;
  if (digits.size() < 8 || (digits.size() == 8 && digits[7] < 0x80)) {
    std::uint64_t magnitude = 0;
    for (std::size_t i = digits.size(); i-- > 0;) magnitude = magnitude << 8 | digits[i];
    result.form = Millis::Form::integer;
    result.exact = head.negative ? -static_cast<std::int64_t>(magnitude) : static_cast<std::int64_t>(magnitude);
    return result;
  }
  result.form = Millis::Form::inexact;
  for (std::size_t i = digits.size(); i-- > 0;) result.approximate = result.approximate * 256 + digits[i];
  if (head.negative) result.approximate = -result.approximate;
  return result;
}

double as_double(const Millis& millis) {
  return millis.form == Millis::Form::integer ? static_cast<double>(millis.exact) : millis.approximate;
}

/// touched + ttl against now; unordered when the entry never expires.
std::partial_ordering expiry_against(const Entry& entry, std::int64_t now) {
  const Millis ttl = millis_of(entry.ttl);
  if (ttl.form == Millis::Form::none || ttl.form == Millis::Form::not_a_number) return std::partial_ordering::unordered;
  const Millis touched = millis_of(entry.touched);
  if (touched.form == Millis::Form::none || touched.form == Millis::Form::not_a_number) {
    return std::partial_ordering::unordered;
  }
  std::int64_t sum = 0;
  if (ttl.form == Millis::Form::integer && touched.form == Millis::Form::integer &&
      !__builtin_add_overflow(ttl.exact, touched.exact, &sum)) {
    return sum <=> now;
  }
  return as_double(touched) + as_double(ttl) <=> static_cast<double>(now);
}

}  // namespace

bool is_nil_atom(Bytes term) {
  constexpr std::size_t name_length = 3;
  return term.size() >= 2 + name_length && term.size() <= 3 + name_length &&
         as_text(term.last(name_length)) == "nil" &&
         (term[0] == 100 || term[0] == 115 || term[0] == 118 || term[0] == 119);
}

Millis millis_of(Bytes term) {
  Millis result;
  if (is_nil_atom(term)) return result;
  etf::Head head;
  result.form = Millis::Form::not_a_number;
  if (etf::Cursor(term).next(head) != Status::ok) return result;
  if (head.kind == etf::Kind::big) return big_millis(head);
  if (head.kind == etf::Kind::integer) {
    result.form = Millis::Form::integer;
    result.exact = head.value;
  } else if (head.kind == etf::Kind::floating) {
    result.form = Millis::Form::inexact;
    result.approximate = etf::float_value(head);
  }
  return result;
}

bool is_expired(const Entry& entry, std::int64_t now) { return expiry_against(entry, now) < 0; }

bool is_live(const Entry& entry, std::int64_t now) {
  const std::partial_ordering order = expiry_against(entry, now);
  return order > 0 || order == std::partial_ordering::unordered;
}

}  // namespace cxdump::dump
