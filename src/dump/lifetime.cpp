#include "cxdump/dump/lifetime.hpp"

#include <algorithm>
#include <cmath>

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
    result.exact =
        head.negative ? -static_cast<std::int64_t>(magnitude) : static_cast<std::int64_t>(magnitude);
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

bool is_number(const Millis& millis) {
  return millis.form == Millis::Form::integer || millis.form == Millis::Form::inexact;
}

std::int64_t saturated(double value) {
  constexpr double limit = 9.2e18;
  return static_cast<std::int64_t>(
      std::clamp(value < 0 ? std::floor(value) : std::ceil(value), -limit, limit));
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

Lifetime lifetime_of(const Entry& entry) { return {millis_of(entry.touched), millis_of(entry.ttl)}; }

std::optional<std::int64_t> remaining(const Lifetime& lifetime, std::int64_t now) {
  const Millis& touched = lifetime.touched;
  const Millis& ttl = lifetime.ttl;
  if (!is_number(ttl) || !is_number(touched)) return std::nullopt;
  std::int64_t end = 0;
  std::int64_t left = 0;
  if (ttl.form == Millis::Form::integer && touched.form == Millis::Form::integer &&
      !__builtin_add_overflow(ttl.exact, touched.exact, &end) && !__builtin_sub_overflow(end, now, &left)) {
    return left;
  }
  return saturated(as_double(touched) + as_double(ttl) - static_cast<double>(now));
}

bool is_expired(const Entry& entry, std::int64_t now) {
  const std::optional<std::int64_t> left = remaining(lifetime_of(entry), now);
  return left && *left < 0;
}

bool is_live(const Entry& entry, std::int64_t now) {
  const std::optional<std::int64_t> left = remaining(lifetime_of(entry), now);
  return !left || *left > 0;
}

}  // namespace cxdump::dump
