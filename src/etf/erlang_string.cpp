#include "etf/erlang_string.hpp"

#include <algorithm>
#include <array>

#include "cxdump/base/utf8.hpp"
#include "etf/number_text.hpp"

namespace cxdump::etf {
namespace {

constexpr std::array<std::string_view, 27> kReserved = {
    "after", "begin", "case", "try", "cond",    "catch", "andalso", "orelse", "end",
    "fun",   "if",    "let",  "of",  "receive", "when",  "bnot",    "not",    "div",
    "rem",   "band",  "and",  "bor", "bxor",    "bsl",   "bsr",     "or",     "xor"};

constexpr std::size_t kLongestReserved = 7;

constexpr char32_t kTimes = 0xD7;  // the two Latin-1 characters among the letters that are none
constexpr char32_t kDivide = 0xF7;

bool is_upper(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != kTimes); }

void append_utf8(char32_t c, std::string& out) {
  std::array<std::uint8_t, 4> bytes;
  const std::uint32_t length = encode_utf8(c, bytes.data());
  out.append(as_text(Bytes(bytes.data(), length)));
}

char escape_letter(char32_t c) {
  constexpr std::string_view letters = "btnvfr";  // 8 to 13
  if (c >= 8 && c <= 13) return letters[c - 8];
  return c == 27 ? 'e' : c == 127 ? 'd' : '\0';
}

void append_octal(char32_t c, std::string& out) {
  for (int shift = 6; shift >= 0; shift -= 3) out.push_back(static_cast<char>('0' + (c >> shift & 7)));
}

void append_escaped(char32_t c, char quote, std::string& out) {
  const char letter = escape_letter(c);
  if (c == static_cast<char32_t>(quote) || c == '\\') {
    out.push_back('\\');
    out.push_back(static_cast<char>(c));
  } else if (letter != 0) {
    out.push_back('\\');
    out.push_back(letter);
  } else if (c < 32 || (c >= 128 && c < 160)) {
    out.push_back('\\');
    append_octal(c, out);
  } else {
    append_utf8(c, out);
  }
}

/// How many bytes from the start on are ASCII that stands for itself in any quotes.
std::size_t plain_run(Bytes bytes) {
  const auto special = std::find_if(bytes.begin(), bytes.end(), [](std::uint8_t c) {
    return c < 32 || c > 126 || c == '"' || c == '\'' || c == '\\';
  });
  return static_cast<std::size_t>(special - bytes.begin());
}

/// UTF-8 of nothing but printable Latin-1 characters.
bool is_printable_utf8(Bytes bytes) {
  while (true) {
    bytes = bytes.subspan(plain_run(bytes));
    if (bytes.empty()) return true;
    const Utf8Char c = decode_utf8(bytes);
    if (c.length == 0 || !is_printable_latin1(static_cast<std::int64_t>(c.code))) return false;
    bytes = bytes.subspan(c.length);
  }
}

void append_utf8_text(Bytes bytes, std::string& out) {
  while (true) {
    const std::size_t run = plain_run(bytes);
    out.append(as_text(bytes.first(run)));
    bytes = bytes.subspan(run);
    if (bytes.empty()) return;
    const Utf8Char c = decode_utf8(bytes);
    append_escaped(c.code, '"', out);
    bytes = bytes.subspan(c.length);
  }
}

void append_numbers(Bytes bytes, unsigned last_bits, std::string& out) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i != 0) out.push_back(',');
    const bool is_cut = i + 1 == bytes.size() && last_bits != 8;
    append_byte(is_cut ? static_cast<std::uint8_t>(bytes[i] >> (8 - last_bits)) : bytes[i], out);
    if (!is_cut) continue;
    out.push_back(':');
    append_byte(static_cast<std::uint8_t>(last_bits), out);
  }
}

}  // namespace

bool is_erlang_atom_start(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != kDivide);
}

bool is_erlang_name_character(char32_t c) {
  return is_erlang_atom_start(c) || is_upper(c) || (c >= '0' && c <= '9') || c == '_' || c == '@';
}

bool needs_erlang_quotes(std::string_view name) {
  Bytes text = as_bytes(name);
  if (text.empty() || !is_erlang_atom_start(decode_utf8(text).code)) return true;
  while (!text.empty()) {
    const std::uint8_t byte = text.front();
    const Utf8Char c = byte < 0x80 ? Utf8Char{byte, 1} : decode_utf8(text);
    if (c.length == 0 || !is_erlang_name_character(c.code)) return true;
    text = text.subspan(c.length);
  }
  return name.size() <= kLongestReserved &&
         std::find(kReserved.begin(), kReserved.end(), name) != kReserved.end();
}

bool is_printable_latin1(std::int64_t c) {
  return (c >= 32 && c <= 126) || (c >= 160 && c <= 255) || (c >= 8 && c <= 13) || c == 27;
}

bool is_printable_latin1(Bytes characters) {
  return std::all_of(characters.begin(), characters.end(),
                     [](std::uint8_t c) { return is_printable_latin1(std::int64_t{c}); });
}

void append_escaped_latin1(Bytes characters, char quote, std::string& out) {
  for (const std::uint8_t c : characters) append_escaped(c, quote, out);
}

void append_erlang_atom(std::string_view name, std::string& out) {
  if (!needs_erlang_quotes(name)) {
    out.append(name);
    return;
  }
  out.push_back('\'');
  for (Bytes text = as_bytes(name); !text.empty();) {
    const Utf8Char c = decode_utf8(text);
    append_escaped(c.code, '\'', out);
    text = text.subspan(std::max<std::size_t>(c.length, 1));
  }
  out.push_back('\'');
}

void append_erlang_binary(Bytes bytes, unsigned last_bits, std::string& out) {
  out.append("<<");
  const bool is_whole = last_bits == 8 && !bytes.empty();
  if (is_whole && is_printable_utf8(bytes)) {
    out.push_back('"');
    append_utf8_text(bytes, out);
    out.append(ascii_prefix(bytes) == bytes.size() ? "\"" : "\"/utf8");
  } else if (is_whole && !valid_utf8(bytes) && is_printable_latin1(bytes)) {
    out.push_back('"');
    append_escaped_latin1(bytes, '"', out);
    out.push_back('"');
  } else {
    append_numbers(bytes, last_bits, out);
  }
  out.append(">>");
}

}  // namespace cxdump::etf
