#include "etf/text_number.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>

#include "cxdump/etf/append.hpp"
#include "cxdump/etf/big_text.hpp"

namespace cxdump::etf {
namespace {

constexpr std::size_t kMostBytes = 4'194'296;  // the VM's largest integer, as Cursor has it

/// `e-10`, if it stands here.
std::string read_exponent(TextCursor& text) {
  if (text.peek() != 'e' && text.peek() != 'E') return {};
  text.skip();
  std::string exponent = "e";
  if (text.peek() == '-' || text.peek() == '+') exponent.push_back(text.take());
  return exponent + read_digits(text, 10);
}

}  // namespace

std::string read_digits(TextCursor& text, unsigned base) {
  std::string digits;
  while (true) {
    if (digit_of(text.peek()) < base) {
      digits.push_back(text.take());
    } else if (text.peek() == '_' && !digits.empty() && digit_of(text.peek(1)) < base) {
      text.skip();
    } else {
      break;
    }
  }
  if (digits.empty()) text.fail(base == 10 ? "a digit" : "a digit in base " + std::to_string(base));
  return digits;
}

void append_number(const TextCursor& text, std::size_t begin, std::string_view digits, unsigned base,
                   Sign sign, std::vector<std::uint8_t>& out) {
  std::int64_t value = 0;
  const auto read =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, static_cast<int>(base));
  if (read.ec == std::errc()) return append_integer(out, sign == Sign::negative ? -value : value);
  std::vector<std::uint8_t> magnitude;
  // Each digit is a bit at least: do not convert what can only be refused.
  const bool may_fit = digits.size() / 8 <= kMostBytes * 4;
  if (may_fit) parse_digits(digits, base, magnitude);
  if (!may_fit || magnitude.size() > kMostBytes)
    text.fail_at(begin, "this integer is larger than any of Erlang's");
  append_big(out, magnitude, sign);
}

void append_arity(TextCursor& text, std::vector<std::uint8_t>& out) {
  const std::size_t begin = text.position();
  unsigned arity = 0;
  while (is_decimal_digit(text.peek()) && arity < 256) arity = 10 * arity + digit_of(text.take());
  if (text.position() == begin || arity > 255) text.fail_at(begin, "expected an arity of 0 to 255");
  append_integer(out, arity);
}

bool append_decimal_number(TextCursor& text, std::size_t begin, std::string_view whole, Sign sign,
                           std::vector<std::uint8_t>& out) {
  if (text.peek() != '.' || !is_decimal_digit(text.peek(1))) {
    append_number(text, begin, whole, 10, sign, out);
    return true;
  }
  text.skip();
  std::string number(whole);
  number.append(".").append(read_digits(text, 10)).append(read_exponent(text));
  // strtod, since from_chars cannot tell an overflow from an underflow. The program keeps LC_NUMERIC at "C".
  const double value = std::strtod(number.c_str(), nullptr);
  if (!std::isfinite(value)) text.fail_at(begin, "this float is larger than any");
  append_float(out, sign == Sign::negative ? -value : value);
  return false;
}

}  // namespace cxdump::etf
