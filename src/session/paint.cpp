#include "session/paint.hpp"

#include <algorithm>
#include <cctype>

namespace cxdump::session {
namespace {

constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kYellow = "\x1b[33m";
constexpr std::string_view kMagenta = "\x1b[35m";
constexpr std::string_view kCyan = "\x1b[36m";
constexpr std::string_view kPlain = "\x1b[0m";

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '?' || c == '!' || c == '@';
}

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

char closing_of(char opening) {
  constexpr std::string_view brackets = "([{<)]}>";
  const std::size_t at = brackets.find(opening);
  return at < 4 ? brackets[at + 4] : opening;
}

/// Behind the `closing` of the text that starts at `at`.
std::size_t end_of_text(std::string_view text, std::size_t at, char closing) {
  for (; at < text.size() && text[at] != closing; ++at) {
    if (text[at] == '\\') ++at;
  }
  return std::min(at + 1, text.size());
}

std::size_t end_of_word(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_word(text[at]) || text[at] == '.')) ++at;
  return at;
}

/// Behind `~c"abc"`, `~r/a+/iu`, `~U[2024-02-29 12:00:00Z]`.
std::size_t end_of_sigil(std::string_view text, std::size_t at) {
  at = end_of_word(text, at + 1);
  if (at == text.size()) return at;
  return end_of_word(text, end_of_text(text, at + 1, closing_of(text[at])));
}

/// Behind `#PID<0.1.2>`, `#Function<1.2/3 in :erl_eval.expr/5>`: names in it may be quoted, and it may hold
/// another.
std::size_t end_of_opaque(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const char c = text[at++];
    if (c == '"') at = end_of_text(text, at, '"');
    if (c == '<') ++depth;
    if (c == '>' && --depth == 0) return at;
  }
  return at;
}

bool starts_opaque(std::string_view text, std::size_t at) {
  const std::size_t end = end_of_word(text, at + 1);
  return text[at] == '#' && end > at + 1 && end < text.size() && text[end] == '<';
}

std::string_view color_of_word(std::string_view word) {
  if (word == "nil" || word == "true" || word == "false") return kMagenta;
  return is_digit(word[0]) ? kYellow : kCyan;
}

/// A piece of the text that has one colour, or none.
struct Piece {
  std::size_t end;
  std::string_view color;
};

Piece piece_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  const char next = at + 1 < text.size() ? text[at + 1] : ' ';
  if (c == '"') return {end_of_text(text, at + 1, '"'), kGreen};
  if (c == '~' && is_word(next)) return {end_of_sigil(text, at), kGreen};
  if (starts_opaque(text, at)) return {end_of_opaque(text, at), {}};
  if (c == ':' && next == '"') return {end_of_text(text, at + 2, '"'), kCyan};
  if (c == ':' && is_word(next)) return {end_of_word(text, at + 1), kCyan};
  if (c == '-' && is_digit(next)) return {end_of_word(text, at + 1), kYellow};
  if (!is_word(c)) return {at + 1, {}};
  std::size_t end = end_of_word(text, at);
  const std::string_view color = color_of_word(text.substr(at, end - at));
  if (end < text.size() && text[end] == ':') ++end;
  return {end, color};
}

}  // namespace

std::string painted(std::string_view elixir) {
  std::string out;
  for (std::size_t at = 0; at < elixir.size();) {
    const Piece piece = piece_at(elixir, at);
    const std::string_view text = elixir.substr(at, piece.end - at);
    if (piece.color.empty()) {
      out += text;
    } else {
      out.append(piece.color).append(text).append(kPlain);
    }
    at = piece.end;
  }
  return out;
}

}  // namespace cxdump::session
