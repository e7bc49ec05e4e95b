#include "cxdump/etf/struct_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "cxdump/base/utf8.hpp"
#include "cxdump/etf/big_text.hpp"
#include "cxdump/etf/cursor.hpp"
#include "etf/integer.hpp"
#include "etf/iso_date.hpp"
#include "etf/number_text.hpp"

namespace cxdump::etf {
namespace {

void append_padded(std::int64_t number, std::size_t width, std::string& out) {
  if (number < 0) out.push_back('-');
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.begin(), digits.end(), std::abs(number)).ptr;
  const auto size = static_cast<std::size_t>(end - digits.begin());
  out.append(width - std::min(width, size), '0').append(digits.data(), size);
}

bool is_between(std::optional<std::int64_t> number, std::int64_t low, std::int64_t high) {
  return number && *number >= low && *number <= high;
}

bool has_iso_calendar(const StructFields& fields) {
  return fields.atom("calendar") == std::string_view("Elixir.Calendar.ISO");
}

bool append_ymd(const StructFields& fields, std::string& out) {
  const auto year = fields.integer("year");
  const auto month = fields.integer("month");
  const auto day = fields.integer("day");
  if (!year || !month || !day || !is_iso_date(*year, *month, *day)) return false;
  append_padded(*year, 4, out);
  out.push_back('-');
  append_padded(*month, 2, out);
  out.push_back('-');
  append_padded(*day, 2, out);
  return true;
}

struct Fraction {
  std::int64_t microseconds;
  std::int64_t precision;
};

std::optional<std::int64_t> next_integer(Cursor& cursor) {
  Head head;
  if (cursor.next(head) != Status::ok) return std::nullopt;
  if (head.kind != Kind::integer && head.kind != Kind::big) return std::nullopt;
  return to_int64(head);
}

std::optional<Fraction> fraction_of(const StructFields& fields) {
  Cursor cursor(fields.value("microsecond").value_or(Bytes{}));
  Head tuple;
  if (cursor.next(tuple) != Status::ok || tuple.kind != Kind::tuple || tuple.count != 2) return std::nullopt;
  const auto microseconds = next_integer(cursor);
  const auto precision = next_integer(cursor);
  if (!is_between(microseconds, 0, 999'999) || !is_between(precision, 0, 6)) return std::nullopt;
  return Fraction{*microseconds, *precision};
}

bool append_hms(const StructFields& fields, std::string& out) {
  const auto hour = fields.integer("hour");
  const auto minute = fields.integer("minute");
  const auto second = fields.integer("second");
  const auto fraction = fraction_of(fields);
  if (!is_between(hour, 0, 23) || !is_between(minute, 0, 59) || !is_between(second, 0, 59) || !fraction) {
    return false;
  }
  append_padded(*hour, 2, out);
  out.push_back(':');
  append_padded(*minute, 2, out);
  out.push_back(':');
  append_padded(*second, 2, out);
  if (fraction->precision != 0) {
    std::string digits;
    append_padded(fraction->microseconds, 6, digits);
    out.append(".").append(digits, 0, static_cast<std::size_t>(fraction->precision));
  }
  return true;
}

bool append_offset(const StructFields& fields, std::string& out) {
  const auto utc = fields.integer("utc_offset");
  const auto standard = fields.integer("std_offset");
  const auto zone = fields.binary("time_zone");
  const auto abbreviation = fields.binary("zone_abbr");
  if (!utc || !standard || !zone || !abbreviation || !valid_utf8(*zone) || !valid_utf8(*abbreviation))
    return false;
  if (*utc == 0 && *standard == 0 && as_text(*zone) == "Etc/UTC") {
    out.push_back('Z');
    return true;
  }
  const std::int64_t total = *utc + *standard;
  out.push_back(total < 0 ? '-' : '+');
  append_padded(std::abs(total) / 3600, 2, out);
  out.push_back(':');
  append_padded(std::abs(total) / 60 % 60, 2, out);
  return true;
}

/// Runs the steps in turn; when one says no, takes back what was appended.
template <typename... Steps>
bool append_all(std::string& out, Steps... steps) {
  const std::size_t before = out.size();
  if ((steps() && ...)) return true;
  out.resize(before);
  return false;
}

/// The number before its exponent is minded, in Decimal's scientific notation.
void append_scientific(const std::string& digits, std::int64_t exponent, std::string& out) {
  const auto length = static_cast<std::int64_t>(digits.size());
  const std::int64_t adjusted = exponent + length - 1;
  if (exponent == 0) {
    out.append(digits);
  } else if (exponent < 0 && adjusted >= 0) {
    const auto whole = static_cast<std::size_t>(length + exponent);
    out.append(digits, 0, whole).append(".").append(digits, whole);
  } else if (exponent < 0 && adjusted >= -6) {
    out.append("0.").append(static_cast<std::size_t>(-adjusted - 1), '0').append(digits);
  } else {
    out.push_back(digits[0]);
    if (length > 1) out.append(".").append(digits, 1);
    out.push_back('E');
    if (adjusted >= 0) out.push_back('+');
    append_integer_text(adjusted, out);
  }
}

/// The digits of a coefficient, which is not negative; empty when it is.
std::string coefficient_digits(const StructFields& fields) {
  std::string digits;
  Cursor cursor(fields.value("coef").value_or(Bytes{}));
  Head head;
  if (cursor.next(head) != Status::ok) return digits;
  if (head.kind == Kind::integer && head.value >= 0) append_integer_text(head.value, digits);
  if (head.kind == Kind::big && !head.negative) append_decimal(head.body, Sign::positive, digits);
  return digits;
}

}  // namespace

bool append_date(const StructFields& fields, std::string& out) {
  return append_all(
      out, [&] { return has_iso_calendar(fields); }, [&] { return append_ymd(fields, out); });
}

bool append_time(const StructFields& fields, std::string& out) {
  return append_all(
      out, [&] { return has_iso_calendar(fields); }, [&] { return append_hms(fields, out); });
}

bool append_naive_date_time(const StructFields& fields, char separator, std::string& out) {
  return append_all(
      out, [&] { return append_date(fields, out); },
      [&] {
        out.push_back(separator);
        return append_hms(fields, out);
      });
}

bool append_date_time(const StructFields& fields, char separator, std::string& out) {
  return append_all(
      out, [&] { return append_naive_date_time(fields, separator, out); },
      [&] { return append_offset(fields, out); });
}

bool append_decimal_struct(const StructFields& fields, std::string& out) {
  const auto sign = fields.integer("sign");
  const auto exponent = fields.integer("exp");
  if (!exponent || (sign != 1 && sign != -1)) return false;
  const std::string minus = *sign < 0 ? "-" : "";
  if (const auto special = fields.atom("coef"); special) {
    if (special != "NaN" && special != "inf") return false;
    out.append(minus).append(special == "NaN" ? "NaN" : "Infinity");
    return true;
  }
  const std::string digits = coefficient_digits(fields);
  if (digits.empty()) return false;
  out.append(minus);
  append_scientific(digits, *exponent, out);
  return true;
}

}  // namespace cxdump::etf
