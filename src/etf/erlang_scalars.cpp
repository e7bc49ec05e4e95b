#include "etf/erlang_scalars.hpp"

#include <array>
#include <charconv>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/utf8.hpp"
#include "cxdump/etf/append.hpp"
#include "etf/erlang_string.hpp"
#include "etf/text_number.hpp"

namespace cxdump::etf {
namespace {

std::string utf8_of(char32_t code) {
  std::array<std::uint8_t, 4> bytes;
  return std::string(as_text(Bytes(bytes.data(), encode_utf8(code, bytes.data()))));
}

char32_t checked(const TextCursor& text, std::size_t begin, char32_t code) {
  if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
    text.fail_at(begin, "this is no Unicode character");
  return code;
}

char32_t read_hex_escape(TextCursor& text) {
  const std::size_t begin = text.position();
  const bool has_braces = text.accept("{");
  char32_t code = 0;
  std::size_t count = 0;
  const std::size_t most = has_braces ? 6 : 2;
  for (; count < most && digit_of(text.peek()) < 16; ++count) code = code << 4 | digit_of(text.take());
  if (count == 0 || (!has_braces && count != 2)) text.fail("a hexadecimal digit");
  if (has_braces) text.expect("}");
  return checked(text, begin, code);
}

/// Behind a backslash: `n`, `x41`, `x{263A}`, `101`, `^a`.
char32_t read_escape(TextCursor& text) {
  constexpr std::string_view letters = "bdefnrstv";
  constexpr std::string_view meanings = "\b\x7F\x1B\f\n\r \t\v";
  if (text.is_at_end()) text.fail("an escape");
  if (digit_of(text.peek()) < 8) {
    char32_t code = 0;
    for (int i = 0; i < 3 && digit_of(text.peek()) < 8; ++i) code = code << 3 | digit_of(text.take());
    return code;
  }
  if (text.accept("x")) return read_hex_escape(text);
  if (text.accept("^")) {
    if (text.is_at_end()) text.fail("a character behind \\^");
    return static_cast<char32_t>(text.take() & 31);
  }
  const std::size_t i = letters.find(text.peek());
  if (i != std::string_view::npos) {
    text.skip();
    return static_cast<char32_t>(meanings[i]);
  }
  const Utf8Char c = decode_utf8(as_bytes(text.rest()));
  if (c.length == 0) text.fail("a character in UTF-8");
  text.skip(c.length);
  return c.code;
}

char32_t read_character(TextCursor& text) {
  if (text.accept("\\")) return read_escape(text);
  const Utf8Char c = decode_utf8(as_bytes(text.rest()));
  if (c.length == 0) text.fail("a character in UTF-8");
  text.skip(c.length);
  return c.code;
}

void read_one_quoted(TextCursor& text, std::string& content) {
  const std::size_t begin = text.position();
  const char quote = text.take();
  while (text.peek() != quote || text.is_at_end()) {
    if (text.is_at_end()) {
      text.fail_at(begin, "expected a closing " + std::string(1, quote) + " for the text that starts here");
    }
    if (text.accept("\\\n")) continue;
    if (text.peek() == '\\') {
      content += utf8_of(read_character(text));
    } else {
      content.push_back(text.take());
    }
  }
  text.skip();
}

}  // namespace

bool at_erlang_number(const TextCursor& text) {
  const char c = text.peek();
  if (is_decimal_digit(c) || c == '$') return true;
  if (c != '-' && c != '+') return false;
  std::size_t ahead = 1;
  while (text.peek(ahead) == ' ') ++ahead;
  return is_decimal_digit(text.peek(ahead)) || text.peek(ahead) == '$';
}

bool read_erlang_number(TextCursor& text, std::vector<std::uint8_t>& out) {
  const std::size_t begin = text.position();
  const Sign sign = text.peek() == '-' ? Sign::negative : Sign::positive;
  if (text.peek() == '-' || text.peek() == '+') text.skip();
  while (text.peek() == ' ') text.skip();
  if (text.accept("$")) {
    if (text.is_at_end()) text.fail("a character");
    const auto code = static_cast<std::int64_t>(read_character(text));
    append_integer(out, sign == Sign::negative ? -code : code);
    return true;
  }
  const std::string digits = read_digits(text, 10);
  bool is_integer = true;
  if (text.peek() == '#') {
    unsigned base = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), base);
    if (digits.size() > 2 || base < 2 || base > 36) text.fail_at(begin, "the base of a number is 2 to 36");
    text.skip();
    append_number(text, begin, read_digits(text, base), base, sign, out);
  } else {
    is_integer = append_decimal_number(text, begin, digits, sign, out);
  }
  if (digit_of(text.peek()) < 36 || text.peek() == '_') text.fail("an end of the number");
  return is_integer;
}

std::string read_erlang_quoted(TextCursor& text) {
  std::string content;
  const char quote = text.peek();
  std::size_t behind = 0;
  do {
    read_one_quoted(text, content);
    behind = text.position();
    text.skip_blanks('%');
  } while (quote == '"' && text.peek() == '"');
  text.go_to(behind);
  return content;
}

std::size_t erlang_atom_length(std::string_view text) {
  std::size_t length = 0;
  while (true) {
    const Utf8Char c = decode_utf8(as_bytes(text.substr(length)));
    const bool belongs = length == 0 ? is_erlang_atom_start(c.code) : is_erlang_name_character(c.code);
    if (c.length == 0 || !belongs) return length;
    length += c.length;
  }
}

}  // namespace cxdump::etf
