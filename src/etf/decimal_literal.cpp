#include "etf/decimal_literal.hpp"

#include <charconv>
#include <optional>
#include <string>

#include "cxdump/etf/append.hpp"
#include "cxdump/etf/big_text.hpp"
#include "etf/text_cursor.hpp"

namespace cxdump::etf {
namespace {

constexpr std::size_t kMostDigits = 10'000'000;  // of the VM's largest integer

std::string take_digits(TextCursor& text) {
  std::string digits;
  while (is_decimal_digit(text.peek())) digits.push_back(text.take());
  return digits;
}

std::optional<std::int32_t> read_exponent(TextCursor& text) {
  if (!text.accept("E") && !text.accept("e")) return 0;
  text.accept("+");
  std::int32_t exponent = 0;
  const std::string_view rest = text.rest();
  const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), exponent);
  if (read.ec != std::errc()) return std::nullopt;
  text.skip(static_cast<std::size_t>(read.ptr - rest.data()));
  return exponent;
}

void append_special(std::string_view coefficient, std::int64_t sign, std::vector<std::uint8_t>& out) {
  append_atom(out, "coef");
  append_atom(out, coefficient);
  append_atom(out, "exp");
  append_integer(out, 0);
  append_atom(out, "sign");
  append_integer(out, sign);
}

void append_header(std::vector<std::uint8_t>& out) {
  append_map_header(out, 4);
  append_atom(out, "__struct__");
  append_atom(out, "Elixir.Decimal");
}

}  // namespace

bool append_decimal_literal(std::string_view number, std::vector<std::uint8_t>& out) {
  TextCursor text(number);
  const std::int64_t sign = text.accept("-") ? -1 : 1;
  if (sign == 1) text.accept("+");
  if (text.rest() == "NaN" || text.rest() == "Infinity") {
    append_header(out);
    append_special(text.rest() == "NaN" ? "NaN" : "inf", sign, out);
    return true;
  }
  std::string digits = take_digits(text);
  const std::string fraction = text.accept(".") ? take_digits(text) : "";
  digits += fraction;
  const std::optional<std::int32_t> exponent = read_exponent(text);
  if (digits.empty() || digits.size() > kMostDigits || !exponent || !text.is_at_end()) return false;
  std::vector<std::uint8_t> magnitude;
  parse_decimal(digits, magnitude);
  append_header(out);
  append_atom(out, "coef");
  append_big(out, magnitude, Sign::positive);
  append_atom(out, "exp");
  append_integer(out, std::int64_t{*exponent} - static_cast<std::int64_t>(fraction.size()));
  append_atom(out, "sign");
  append_integer(out, sign);
  return true;
}

}  // namespace cxdump::etf
