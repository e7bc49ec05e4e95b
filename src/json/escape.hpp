#pragma once

#include <cstddef>
#include <optional>

#include "cxdump/base/bytes.hpp"
#include "json/text_buffer.hpp"

namespace cxdump::json {

// What stands between the quotes of a JSON string (RFC 8259, 7). Only `"`, `\` and control characters are
// escaped: \b \f \n \r \t, the others as \u00XX. UTF-8 stays as it is.

/// A byte becomes at most this many.
inline constexpr std::size_t kLongestEscape = 6;

/// Writes `text` escaped to `out` and returns the end; nullptr when it is no UTF-8 (RFC 3629), and then what
/// stands at `out` means nothing. One look at each byte. Requires: kLongestEscape * text.size() bytes at
/// `out`.
char* escape_utf8(Bytes text, char* out);

/// The same without the vector unit, to be held against it.
char* escape_utf8_portable(Bytes text, char* out);

/// Appends `text` with its quotes. Text that is too long to be escaped in one go leaves `out` piece by piece.
/// Requires: `text` is UTF-8.
void append_string(Bytes text, TextBuffer& out);

/// Appends a binary as a string, or returns false and leaves `out` as it was because the binary is no UTF-8.
bool append_if_utf8(Bytes binary, TextBuffer& out);

/// Appends Latin-1, an old atom's name or a list of bytes, as a string.
void append_latin1(Bytes text, TextBuffer& out);

}  // namespace cxdump::json
