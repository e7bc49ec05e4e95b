#include <algorithm>

#include "cxdump/base/utf8.hpp"
#include "cxdump/etf/append.hpp"
#include "etf/atom_name.hpp"
#include "etf/calendar_literal.hpp"
#include "etf/elixir_quoted.hpp"

namespace cxdump::etf {
namespace {

using Output = std::vector<std::uint8_t>;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// ~w: a list of words, as strings, atoms or charlists.
void append_words(const TextCursor& text, const Sigil& sigil, Output& out) {
  const char kind = sigil.modifiers.empty() ? 's' : sigil.modifiers[0];
  if (sigil.modifiers.size() > 1 || (kind != 's' && kind != 'a' && kind != 'c')) {
    text.fail_at(sigil.begin, "expected ~w with s, a or c behind it, or nothing");
  }
  const std::size_t begin = begin_list(out);
  std::uint32_t count = 0;
  const std::string_view words = sigil.content;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (is_space(words[at])) continue;
    const auto end = std::find_if(words.begin() + static_cast<std::ptrdiff_t>(at), words.end(), is_space);
    const std::string_view word = words.substr(at, static_cast<std::size_t>(end - words.begin()) - at);
    if (kind == 's') append_binary(out, as_bytes(word));
    if (kind == 'a') append_checked_atom(text, sigil.begin, word, out);
    if (kind == 'c') append_charlist(text, sigil.begin, word, out);
    ++count;
    at += word.size();
  }
  end_list(out, begin, count);
}

/// What Regex.compile makes of the text between the slashes: the escapes of controls are resolved, others
/// left to PCRE (Regex.unescape_map/1).
std::string unescape_regex(std::string_view source) {
  constexpr std::string_view letters = "afnrtv";
  constexpr std::string_view controls = "\a\f\n\r\t\v";
  std::string result;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] != '\\' || i + 1 == source.size()) {
      result.push_back(source[i]);
      continue;
    }
    const std::size_t letter = letters.find(source[++i]);
    if (letter != std::string_view::npos) {
      result.push_back(controls[letter]);
    } else {
      result.append({'\\', source[i]});
    }
  }
  return result;
}

/// A Regex whose re_version no Elixir has: it is compiled when it is first used (Regex.run/3 and its like).
void append_regex(const TextCursor& text, const Sigil& sigil, Output& out) {
  if (sigil.modifiers.find_first_not_of("uismxfUEr") != std::string::npos) {
    text.fail_at(sigil.begin, "expected the letters u i s m x f U behind a ~r");
  }
  append_map_header(out, 5);
  append_atom(out, "__struct__");
  append_atom(out, "Elixir.Regex");
  append_atom(out, "opts");
  append_binary(out, as_bytes(sigil.modifiers));
  append_atom(out, "re_pattern");
  append_atom(out, "nil");
  append_atom(out, "re_version");
  append_binary(out, {});
  append_atom(out, "source");
  append_binary(out, as_bytes(sigil.letter == 'r' ? unescape_regex(sigil.content) : sigil.content));
}

}  // namespace

void append_charlist(const TextCursor& text, std::size_t begin, std::string_view utf8, Output& out) {
  Bytes rest = as_bytes(utf8);
  const std::size_t list = begin_list(out);
  std::uint32_t count = 0;
  for (; !rest.empty(); ++count) {
    const Utf8Char c = decode_utf8(rest);
    if (c.length == 0) text.fail_at(begin, "a charlist holds characters, and this text is no UTF-8");
    append_integer(out, static_cast<std::int64_t>(c.code));
    rest = rest.subspan(c.length);
  }
  end_list(out, list, count);
}

void append_checked_atom(const TextCursor& text, std::size_t begin, std::string_view name, Output& out) {
  const Status status = check_atom_utf8(as_bytes(name));
  if (status == Status::atom_too_long)
    text.fail_at(begin, "an atom has at most 255 characters, and this one has more");
  if (status != Status::ok) text.fail_at(begin, "the name of an atom is UTF-8, and this one is not");
  append_atom(out, name);
}

void append_sigil(const TextCursor& text, const Sigil& sigil, Output& out) {
  const bool takes_modifiers =
      sigil.letter == 'w' || sigil.letter == 'W' || sigil.letter == 'r' || sigil.letter == 'R';
  if (!takes_modifiers && !sigil.modifiers.empty()) {
    text.fail_at(sigil.begin, "expected no letters behind ~" + std::string(1, sigil.letter));
  }
  switch (sigil.letter) {
    case 's':
    case 'S':
      return append_binary(out, as_bytes(sigil.content));
    case 'c':
    case 'C':
      return append_charlist(text, sigil.begin, sigil.content, out);
    case 'w':
    case 'W':
      return append_words(text, sigil, out);
    case 'r':
    case 'R':
      return append_regex(text, sigil, out);
    case 'D':
    case 'T':
    case 'N':
    case 'U':
      if (append_calendar_literal(sigil.letter, sigil.content, out)) return;
      text.fail_at(sigil.begin, calendar_literal_form(sigil.letter));
    default:
      text.fail_at(sigil.begin, "expected one of the sigils ~c ~s ~w ~r ~C ~S ~W ~R ~D ~T ~N ~U");
  }
}

}  // namespace cxdump::etf
