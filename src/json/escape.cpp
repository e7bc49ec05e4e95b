#include "json/escape.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "cxdump/base/utf8.hpp"
#include "json/plain_run.hpp"

namespace cxdump::json {
namespace {

struct Escape {
  std::array<char, kLongestEscape> text;
  std::uint8_t length;
};

constexpr Escape short_form(char letter) { return {{'\\', letter, 0, 0, 0, 0}, 2}; }

constexpr std::array<Escape, 128> make_escapes() {
  std::array<Escape, 128> table{};
  constexpr char hex[] = "0123456789abcdef";
  for (unsigned c = 0; c < 0x20; ++c) table[c] = {{'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6};
  table['\b'] = short_form('b');
  table['\f'] = short_form('f');
  table['\n'] = short_form('n');
  table['\r'] = short_form('r');
  table['\t'] = short_form('t');
  table['"'] = short_form('"');
  table['\\'] = short_form('\\');
  return table;
}
constexpr std::array<Escape, 128> kEscapes = make_escapes();

/// Copies the run of characters beyond ASCII at `p` and moves both pointers behind it. False: it is no UTF-8.
bool copy_beyond_ascii(const std::uint8_t*& p, const std::uint8_t* end, char*& out) {
  while (p != end && *p >= 0x80) {
    const Utf8Char c = decode_utf8(between(p, end));
    if (c.length == 0) return false;
    std::memcpy(out, p, c.length);
    p += c.length;
    out += c.length;
  }
  return true;
}

template <typename Block>
char* escape(Bytes text, char* out) {
  const std::uint8_t* p = text.data();
  const std::uint8_t* end = p + text.size();
  while (p != end) {
    const std::size_t plain = copy_plain<Block>(p, static_cast<std::size_t>(end - p), out);
    p += plain;
    out += plain;
    if (p == end) break;
    if (*p >= 0x80) {
      if (!copy_beyond_ascii(p, end, out)) return nullptr;
      continue;
    }
    const Escape& special = kEscapes[*p++];
    std::memcpy(out, special.text.data(), kLongestEscape);
    out += special.length;
  }
  return out;
}

/// The length of the next piece, which ends between two characters.
std::size_t piece_length(Bytes utf8) {
  if (utf8.size() <= kLongestPiece) return utf8.size();
  std::size_t length = kLongestPiece;
  while ((utf8[length] & 0xC0) == 0x80) --length;
  return length;
}

}  // namespace

char* escape_utf8(Bytes text, char* out) { return escape<VectorBlock>(text, out); }
char* escape_utf8_portable(Bytes text, char* out) { return escape<PortableBlock>(text, out); }

void append_string_slowly(Bytes text, TextBuffer& out) {
  out.put('"');
  while (!text.empty()) {
    const Bytes piece = text.first(piece_length(text));
    out.commit(escape_utf8(piece, out.room(escaped_room(piece.size()))));
    text = text.subspan(piece.size());
    out.relieve();
  }
  out.put('"');
}

bool append_if_utf8_slowly(Bytes binary, TextBuffer& out) {
  if (binary.size() > kLongestPiece) {  // too long to be taken back: it may have left the buffer
    if (!valid_utf8(binary)) return false;
    append_string_slowly(binary, out);
    return true;
  }
  char* begin = out.room(escaped_room(binary.size()) + 2);
  *begin = '"';
  char* end = escape_utf8(binary, begin + 1);
  if (end == nullptr) return false;
  *end = '"';
  out.commit(end + 1);
  return true;
}

void append_latin1_slowly(Bytes text, TextBuffer& out) {
  std::array<std::uint8_t, 512> utf8;
  out.put('"');
  while (!text.empty()) {
    const Bytes piece = text.first(std::min(text.size(), utf8.size() / 2));
    std::size_t length = 0;
    for (const std::uint8_t c : piece) length += encode_utf8(c, &utf8[length]);
    out.commit(escape_utf8(Bytes(utf8).first(length), out.room(escaped_room(length))));
    text = text.subspan(piece.size());
  }
  out.put('"');
}

}  // namespace cxdump::json
