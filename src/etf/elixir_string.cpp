#include "etf/elixir_string.hpp"

#include <algorithm>
#include <array>

#include "cxdump/base/utf8.hpp"
#include "etf/number_text.hpp"

namespace cxdump::etf {
namespace {

constexpr char kHex[] = "0123456789ABCDEF";

/// The letter behind the backslash in \a, \n and so on; 0 for a character that has none.
constexpr char escape_letter(std::uint8_t c) {
  switch (c) {
    case 7:
      return 'a';
    case 8:
      return 'b';
    case 127:
      return 'd';
    case 27:
      return 'e';
    case 12:
      return 'f';
    case 10:
      return 'n';
    case 13:
      return 'r';
    case 9:
      return 't';
    case 11:
      return 'v';
    default:
      return 0;
  }
}

enum Ascii : std::uint8_t {
  kCopied = 0,      // stands for itself in every string
  kEscaped = 1,     // printable, with an escape of some kind
  kControl = 2,     // not printable
  kBeyondAscii = 3  // UTF-8
};

constexpr std::array<std::uint8_t, 256> make_ascii_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t i = 0; i < 256; ++i) {
    const auto c = static_cast<std::uint8_t>(i);
    const bool special = c == '"' || c == '\'' || c == '/' || c == '#' || c == '\\';
    classes[i] = c >= 0x80                          ? kBeyondAscii
                 : special || escape_letter(c) != 0 ? kEscaped
                 : c < 0x20                         ? kControl
                                                    : kCopied;
  }
  return classes;
}
constexpr auto kAscii = make_ascii_classes();

bool is_printable_wide(char32_t c) {
  return (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

std::size_t copied_run(Bytes text) {
  std::size_t length = 0;
  while (length < text.size() && kAscii[text[length]] == kCopied) ++length;
  return length;
}

void append_hex_byte(std::uint8_t byte, std::string& out) {
  out.append("\\x");
  out.push_back(kHex[byte >> 4]);
  out.push_back(kHex[byte & 15]);
}

void append_hex_code(char32_t code, std::string& out) {
  out.append("\\x{");
  for (int shift = code < 0x10000 ? 12 : 20; shift >= 0; shift -= 4) out.push_back(kHex[code >> shift & 15]);
  out.push_back('}');
}

void append_wide(Bytes text, Utf8Char character, std::string& out) {
  if (character.length == 0) return append_hex_byte(text.front(), out);
  if (character.code == 0xFEFF) {
    out.append("\\uFEFF");
  } else if (is_printable_wide(character.code)) {
    out.append(as_text(text.first(character.length)));
  } else if (character.code < 256) {
    append_hex_byte(static_cast<std::uint8_t>(character.code), out);
  } else {
    append_hex_code(character.code, out);
  }
}

/// What a control character is in a string, and what it is in a regular expression.
enum class Escapes { string, regex };

void append_ascii(std::uint8_t c, Escapes escapes, std::string& out) {
  const char letter = escape_letter(c);
  const bool regex_keeps = escapes == Escapes::regex && (c == 8 || c == 27 || c == 127);
  if (letter != 0 && !regex_keeps) {
    out.push_back('\\');
    out.push_back(letter);
  } else if (c == 0) {
    out.append("\\0");
  } else if (c < 0x20 || c == 127) {
    append_hex_byte(c, out);
  } else {
    if (c == '\\' && escapes == Escapes::string) out.push_back('\\');
    out.push_back(static_cast<char>(c));
  }
}

void escape(std::string_view source, char delimiter, Escapes escapes, std::string& out) {
  Bytes text = as_bytes(source);
  while (!text.empty()) {
    const std::size_t run = copied_run(text);
    out.append(as_text(text.first(run)));
    text = text.subspan(run);
    if (text.empty()) return;
    const std::uint8_t c = text.front();
    std::size_t length = 1;
    if (c == static_cast<std::uint8_t>(delimiter)) {
      out.push_back('\\');
      out.push_back(delimiter);
    } else if (c == '#' && text.size() > 1 && text[1] == '{') {
      out.append("\\#{");
      length = 2;
    } else if (c < 0x80) {
      append_ascii(c, escapes, out);
    } else {
      const Utf8Char character = decode_utf8(text);
      append_wide(text, character, out);
      length = std::max<std::size_t>(character.length, 1);
    }
    text = text.subspan(length);
  }
}

}  // namespace

bool is_printable(Bytes binary) {
  while (true) {
    std::size_t i = 0;
    while (i < binary.size() && kAscii[binary[i]] < kControl) ++i;
    if (i == binary.size()) return true;
    if (kAscii[binary[i]] == kControl) return false;
    binary = binary.subspan(i);
    const Utf8Char character = decode_utf8(binary);
    if (character.length == 0 || !is_printable_wide(character.code)) return false;
    binary = binary.subspan(character.length);
  }
}

bool is_printable_charlist_character(std::int64_t character) {
  return (character >= 32 && character < 127) || (character >= 7 && character <= 13) || character == 27;
}

bool is_printable_charlist(Bytes characters) {
  return std::all_of(characters.begin(), characters.end(),
                     [](std::uint8_t c) { return is_printable_charlist_character(c); });
}

void append_escaped(std::string_view text, char delimiter, std::string& out) {
  escape(text, delimiter, Escapes::string, out);
}

void append_escaped_regex(std::string_view source, char delimiter, std::string& out) {
  escape(source, delimiter, Escapes::regex, out);
}

Bytes piece_of_text(Bytes text, std::size_t size) {
  while ((text[size] & 0xC0) == 0x80) --size;
  if (text[size] == '{' && text[size - 1] == '#') --size;
  return text.first(size);
}

void append_bytes(Bytes bytes, unsigned last_bits, std::string& out) {
  const std::size_t whole = last_bits == 8 ? bytes.size() : bytes.size() - 1;
  for (std::size_t i = 0; i < whole; ++i) {
    if (i != 0) out.append(", ");
    append_byte(bytes[i], out);
  }
  if (last_bits == 8) return;
  if (whole != 0) out.append(", ");
  append_byte(static_cast<std::uint8_t>(bytes.back() >> (8 - last_bits)), out);
  out.append("::size(");
  append_byte(static_cast<std::uint8_t>(last_bits), out);
  out.push_back(')');
}

}  // namespace cxdump::etf
