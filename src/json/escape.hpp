#pragma once

#include <cstddef>

#include "cxdump/base/bytes.hpp"
#include "json/plain_run.hpp"
#include "json/text_buffer.hpp"

namespace cxdump::json {

// What stands between the quotes of a JSON string (RFC 8259, 7). Only `"`, `\` and control characters are
// escaped: \b \f \n \r \t, the others as \u00XX. UTF-8 stays as it is.

/// A byte becomes at most this many.
inline constexpr std::size_t kLongestEscape = 6;

/// The room that text of `size` bytes may need while it is being escaped.
constexpr std::size_t escaped_room(std::size_t size) { return kLongestEscape * size + kCopySlack; }

/// Longer text is escaped in pieces.
inline constexpr std::size_t kLongestPiece = std::size_t{32} << 10;

/// Writes `text` escaped to `out` and returns the end; nullptr when it is no UTF-8 (RFC 3629), and then what
/// stands at `out` means nothing. One look at each byte. Requires: escaped_room(text.size()) bytes at `out`.
char* escape_utf8(Bytes text, char* out);

/// The same without the vector unit, to be held against it.
char* escape_utf8_portable(Bytes text, char* out);

// The common case of all that follows, in line: text in which every byte means itself.
bool append_if_utf8_slowly(Bytes binary, TextBuffer& out);
void append_string_slowly(Bytes text, TextBuffer& out);
void append_latin1_slowly(Bytes text, TextBuffer& out);
inline bool append_if_plain(Bytes text, TextBuffer& out) {
  if (text.size() > kLongestPiece) return false;
  char* p = out.room(text.size() + 2 + kCopySlack);
  *p++ = '"';
  if (copy_plain(text.data(), text.size(), p) != text.size()) return false;
  p += text.size();
  *p++ = '"';
  out.commit(p);
  return true;
}

/// Appends `text` with its quotes. Text that is too long to be escaped in one go leaves `out` piece by piece.
/// Requires: `text` is UTF-8.
inline void append_string(Bytes text, TextBuffer& out) {
  if (!append_if_plain(text, out)) append_string_slowly(text, out);
}

/// Appends a binary as a string, or returns false and leaves `out` as it was because the binary is no UTF-8.
inline bool append_if_utf8(Bytes binary, TextBuffer& out) {
  return append_if_plain(binary, out) || append_if_utf8_slowly(binary, out);
}

/// Appends Latin-1, an old atom's name or a list of bytes, as a string.
inline void append_latin1(Bytes text, TextBuffer& out) {
  if (!append_if_plain(text, out)) append_latin1_slowly(text, out);
}

}  // namespace cxdump::json
