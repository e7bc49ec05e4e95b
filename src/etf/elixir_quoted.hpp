#pragma once

#include <string>
#include <vector>

#include "etf/text_cursor.hpp"

namespace cxdump::etf {

// What stands between Elixir's quotes, as the bytes that it means. Each reads from the opening quote to
// behind the closing one, and throws where the text ends before, an escape is wrong or `#{` interpolates.

/// `"..."`, `'...'` or a heredoc of either, with escapes.
std::string read_elixir_quoted(TextCursor& text);

/// As read_elixir_quoted, for the name of an atom: inspect writes the controls U+0080 to U+009F of a name as
/// `\x80` to
/// `\x9F`, which in a string would be bytes. (Elixir itself refuses to read these.)
std::string read_elixir_quoted_name(TextCursor& text);

/// One escape behind its backslash, appended as UTF-8 (`\xHH`: as one byte).
void read_elixir_escape(TextCursor& text, std::string& out);

/// A sigil from its `~` on: what it holds, the letter, and the letters behind it.
struct Sigil {
  std::size_t begin;
  char letter;
  std::string content;
  std::string modifiers;
};
Sigil read_elixir_sigil(TextCursor& text);

/// Appends the term that a sigil means. Throws at its start where it means none.
void append_sigil(const TextCursor& text, const Sigil& sigil, std::vector<std::uint8_t>& out);

/// Appends the list of the characters of `utf8`. Throws at `begin` where it is no UTF-8.
void append_charlist(const TextCursor& text, std::size_t begin, std::string_view utf8,
                     std::vector<std::uint8_t>& out);

/// Appends `name` as an atom. Throws at `begin` where it is too long or no UTF-8.
void append_checked_atom(const TextCursor& text, std::size_t begin, std::string_view name,
                         std::vector<std::uint8_t>& out);

}  // namespace cxdump::etf
