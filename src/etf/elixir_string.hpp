#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cxdump/base/bytes.hpp"

namespace cxdump::etf {

/// Whether Elixir prints a binary as a string (String.printable?/1).
bool is_printable(Bytes binary);

/// Whether Elixir prints a list of these bytes as a charlist (List.ascii_printable?/1).
bool is_printable_charlist(Bytes characters);
bool is_printable_charlist_character(std::int64_t character);

/// `text` with what Elixir escapes between two `delimiter`s: the delimiter, `#{`, controls, bytes that are
/// not UTF-8 (Code.Identifier.escape/2).
void append_escaped(std::string_view text, char delimiter, std::string& out);

/// As append_escaped, but for the source of a regular expression, where a backslash stands for itself
/// (the Inspect protocol of Regex).
void append_escaped_regex(std::string_view source, char delimiter, std::string& out);

/// The start of a longer printable text, of about `size` bytes, that is escaped for itself as it is in the
/// whole.
Bytes piece_of_text(Bytes text, std::size_t size);

/// The inside of `<<1, 2, 3::size(5)>>`. `last_bits` are used in the last byte.
void append_bytes(Bytes bytes, unsigned last_bits, std::string& out);

}  // namespace cxdump::etf
