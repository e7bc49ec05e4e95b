#include "etf/number_text.hpp"

#include <cmath>
#include <cstddef>
#include <string_view>

namespace cxdump::etf {
namespace {

/// 0.DIGITS * 10^point
struct Decimal {
  std::array<char, 20> digits;
  std::size_t count = 0;
  int point = 0;
};

Decimal shortest(double number) {
  std::array<char, 32> text;
  const char* end =
      std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific).ptr;
  Decimal decimal;
  const char* p = text.data();
  for (; *p != 'e'; ++p) {
    if (*p != '.') decimal.digits[decimal.count++] = *p;
  }
  if (p[1] == '+') ++p;
  std::from_chars(p + 1, end, decimal.point);
  ++decimal.point;
  return decimal;
}

void append_with_exponent(const Decimal& decimal, std::string_view exponent, std::string& out) {
  out.push_back(decimal.digits[0]);
  out.push_back('.');
  if (decimal.count == 1) out.push_back('0');
  out.append(decimal.digits.data() + 1, decimal.count - 1);
  out.push_back('e');
  out.append(exponent);
}

void append_fixed(const Decimal& decimal, std::string& out) {
  const std::string_view digits(decimal.digits.data(), decimal.count);
  if (decimal.point <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-decimal.point), '0').append(digits);
    return;
  }
  const auto whole = static_cast<std::size_t>(decimal.point);
  if (whole >= digits.size()) {
    out.append(digits).append(whole - digits.size(), '0').append(".0");
  } else {
    out.append(digits.substr(0, whole)).append(".").append(digits.substr(whole));
  }
}

std::size_t fixed_length(const Decimal& decimal) {
  if (decimal.point <= 0) return 2 + static_cast<std::size_t>(-decimal.point) + decimal.count;
  const auto whole = static_cast<std::size_t>(decimal.point);
  return whole >= decimal.count ? whole + 2 : decimal.count + 1;
}

void append_unsigned(double number, std::string& out) {
  constexpr double kNoFixedForm = 9007199254740992.0;
  const Decimal decimal = shortest(number);
  std::array<char, 8> exponent;
  const char* end = std::to_chars(exponent.data(), exponent.data() + exponent.size(), decimal.point - 1).ptr;
  const std::string_view exponent_text(exponent.data(), static_cast<std::size_t>(end - exponent.data()));
  const std::size_t long_length = (decimal.count == 1 ? 3 : decimal.count + 1) + 1 + exponent_text.size();
  if (number >= kNoFixedForm || fixed_length(decimal) > long_length) {
    append_with_exponent(decimal, exponent_text, out);
  } else {
    append_fixed(decimal, out);
  }
}

}  // namespace

void append_erlang_float(double number, std::string& out) {
  if (std::signbit(number)) out.push_back('-');
  number = std::abs(number);
  if (number == 0) {
    out.append("0.0");
  } else {
    append_unsigned(number, out);
  }
}

void append_elixir_float(double number, std::string& out) {
  const double size = std::abs(number);
  if (size >= 1.0 && size < 1e16 && std::trunc(number) == number) {
    append_integer_text(static_cast<std::int64_t>(number), out);
    out.append(".0");
    return;
  }
  append_erlang_float(number, out);
}

}  // namespace cxdump::etf
