#include "json/scanner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cxdump/base/utf8.hpp"
#include "json/plain_run.hpp"

namespace cxdump::json {
namespace {

bool is_blank(std::uint8_t c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool is_digit(std::uint8_t c) { return c >= '0' && c <= '9'; }

/// The character that a short escape means; 0 when there is none such.
char short_escape(std::uint8_t c) {
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return static_cast<char>(c);
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return 0;
  }
}

constexpr std::uint32_t kNoHex = 16;

std::uint32_t hex_value(std::uint8_t c) {
  if (is_digit(c)) return c - std::uint32_t{'0'};
  const std::uint32_t letter = (c | 0x20U) - 'a';
  return letter < 6 ? letter + 10 : kNoHex;
}

bool is_high_surrogate(std::uint32_t code) { return code >= 0xD800 && code < 0xDC00; }
bool is_low_surrogate(std::uint32_t code) { return code >= 0xDC00 && code < 0xE000; }

}  // namespace

TextPlace Scanner::place(std::size_t position) const {
  TextPlace place = place_;
  place.pass({begin_, position});
  return place;
}

void Scanner::fail(std::size_t position, const std::string& what) const {
  throw text_error(place(position), what);
}

char Scanner::peek() {
  while (at_ != end_ && is_blank(*at_)) ++at_;
  return at_ == end_ ? '\0' : static_cast<char>(*at_);
}

bool Scanner::take(char c) {
  if (peek() != c || at_ == end_) return false;
  ++at_;
  return true;
}

void Scanner::expect(char c, std::string_view wanted) {
  if (!take(c)) fail_here(fmt::format("{} {}", at_ == end_ ? "the text ends before" : "expected", wanted));
}

void Scanner::take_literal(std::string_view literal) {
  for (const char c : literal) {
    if (at_ == end_ || static_cast<char>(*at_) != c) fail_here("this is no value (null, true and false are)");
    ++at_;
  }
}

void Scanner::skip_digits(std::string_view wanted) {
  if (at_ == end_ || !is_digit(*at_)) fail_here(fmt::format("a number needs a digit {}", wanted));
  while (at_ != end_ && is_digit(*at_)) ++at_;
}

Scanner::Number Scanner::take_number() {
  const std::uint8_t* start = at_;
  if (*at_ == '-') ++at_;
  const std::uint8_t* whole = at_;
  skip_digits("here");
  if (*whole == '0' && at_ - whole > 1) {
    fail(static_cast<std::size_t>(whole - begin_), "a number must not start with 0");
  }
  bool is_integer = true;
  if (at_ != end_ && *at_ == '.') {
    ++at_;
    is_integer = false;
    skip_digits("behind the point");
  }
  if (at_ != end_ && (*at_ == 'e' || *at_ == 'E')) {
    ++at_;
    is_integer = false;
    if (at_ != end_ && (*at_ == '+' || *at_ == '-')) ++at_;
    skip_digits("in the exponent");
  }
  return {as_text(between(start, at_)), is_integer};
}

void Scanner::take_string(std::vector<std::uint8_t>& out) {
  ++at_;
  while (true) {
    const std::size_t plain = plain_length(at_, static_cast<std::size_t>(end_ - at_));
    out.insert(out.end(), at_, at_ + plain);
    at_ += plain;
    if (at_ == end_) fail_here("the text ends inside a string");
    if (*at_ == '"') break;
    if (*at_ == '\\') {
      take_escape(out);
    } else if (*at_ >= 0x80) {
      take_beyond_ascii(out);
    } else {
      fail_here("a control character in a string must be escaped");
    }
  }
  ++at_;
}

void Scanner::take_beyond_ascii(std::vector<std::uint8_t>& out) {
  const std::uint8_t* start = at_;
  while (at_ != end_ && *at_ >= 0x80) {
    const Utf8Char c = decode_utf8(between(at_, end_));
    if (c.length == 0) fail_here("this is no UTF-8");
    at_ += c.length;
  }
  out.insert(out.end(), start, at_);
}

void Scanner::take_escape(std::vector<std::uint8_t>& out) {
  const std::size_t start = position();
  ++at_;
  if (at_ == end_) fail_here("the text ends inside a string");
  if (*at_ != 'u') {
    const char c = short_escape(*at_);
    if (c == 0) fail(start, "no such escape");
    out.push_back(static_cast<std::uint8_t>(c));
    ++at_;
    return;
  }
  ++at_;
  std::uint32_t code = take_hex();
  if (is_high_surrogate(code)) {
    for (const char c : {'\\', 'u'}) {
      if (at_ == end_) fail_here("the text ends inside a string");
      if (static_cast<char>(*at_) != c) fail(start, "half a surrogate pair");
      ++at_;
    }
    const std::uint32_t low = take_hex();
    if (!is_low_surrogate(low)) fail(start, "half a surrogate pair");
    code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00));
  } else if (is_low_surrogate(code)) {
    fail(start, "half a surrogate pair");
  }
  std::array<std::uint8_t, 4> utf8;
  out.insert(out.end(), utf8.begin(), utf8.begin() + encode_utf8(code, utf8.data()));
}

std::uint32_t Scanner::take_hex() {
  std::uint32_t code = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    if (at_ == end_) fail_here("the text ends inside a string");
    const std::uint32_t digit = hex_value(*at_);
    if (digit == kNoHex) fail_here("an escape \\u needs four hex digits");
    code = code << 4 | digit;
  }
  return code;
}

std::string_view Scanner::skip_string(bool& has_escapes) {
  const std::uint8_t* start = ++at_;
  has_escapes = false;
  while (at_ != end_ && *at_ != '"') {
    if (*at_ == '\\') {
      has_escapes = true;
      if (++at_ == end_) break;
    }
    ++at_;
  }
  if (at_ == end_) fail_here("the text ends inside a string");
  return as_text(between(start, at_++));
}

}  // namespace cxdump::json
