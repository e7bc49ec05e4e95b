#include "etf/elixir_number.hpp"

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/utf8.hpp"
#include "cxdump/etf/append.hpp"
#include "etf/elixir_quoted.hpp"
#include "etf/text_number.hpp"

namespace cxdump::etf {
namespace {

/// The base that a prefix stands for; 10 where there is none.
unsigned accept_base(TextCursor& text) {
  if (text.accept("0x")) return 16;
  if (text.accept("0o")) return 8;
  if (text.accept("0b")) return 2;
  return 10;
}

/// `?c`, also behind a sign.
std::int64_t read_character(TextCursor& text) {
  text.expect("?");
  if (text.is_at_end()) text.fail("a character");
  std::string utf8;
  if (text.accept("\\")) {
    if (text.is_at_end()) text.fail("an escape");
    const std::size_t begin = text.position();
    read_elixir_escape(text, utf8);
    if (text.text()[begin] == 'x' && utf8.size() == 1) return static_cast<unsigned char>(utf8[0]);
    return static_cast<std::int64_t>(decode_utf8(as_bytes(utf8)).code);
  }
  const Utf8Char c = decode_utf8(as_bytes(text.rest()));
  if (c.length == 0) text.fail("a character in UTF-8");
  text.skip(c.length);
  return static_cast<std::int64_t>(c.code);
}

}  // namespace

bool at_elixir_number(const TextCursor& text) {
  const char c = text.peek();
  if (is_decimal_digit(c) || c == '?') return true;
  if (c != '-' && c != '+') return false;
  std::size_t ahead = 1;
  while (text.peek(ahead) == ' ') ++ahead;
  return is_decimal_digit(text.peek(ahead)) || text.peek(ahead) == '?';
}

bool read_elixir_number(TextCursor& text, std::vector<std::uint8_t>& out) {
  const std::size_t begin = text.position();
  const Sign sign = text.peek() == '-' ? Sign::negative : Sign::positive;
  if (text.peek() == '-' || text.peek() == '+') text.skip();
  while (text.peek() == ' ') text.skip();
  if (text.peek() == '?') {
    const std::int64_t code = read_character(text);
    append_integer(out, sign == Sign::negative ? -code : code);
    return true;
  }
  const unsigned base = accept_base(text);
  const std::string digits = read_digits(text, base);
  bool is_integer = true;
  if (base == 10) {
    is_integer = append_decimal_number(text, begin, digits, sign, out);
  } else {
    append_number(text, begin, digits, base, sign, out);
  }
  if (digit_of(text.peek()) < 36 || text.peek() == '_') text.fail("an end of the number");
  return is_integer;
}

}  // namespace cxdump::etf
