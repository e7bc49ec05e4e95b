#include "session/paint.hpp"

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

/// Behind the closing quote of the string that starts at `at`.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (++at; at < text.size() && text[at] != quote; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at < text.size() ? at + 1 : text.size();
}

std::size_t end_of_word(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_word(text[at]) || text[at] == '.')) ++at;
  return at;
}

std::string_view color_of_word(std::string_view word) {
  if (word == "nil" || word == "true" || word == "false") return kMagenta;
  return std::isdigit(static_cast<unsigned char>(word[0])) != 0 ? kYellow : kCyan;
}

}  // namespace

std::string painted(std::string_view elixir) {
  std::string out;
  const auto put = [&](std::string_view color, std::size_t begin, std::size_t end) {
    out += color;
    out += elixir.substr(begin, end - begin);
    out += kPlain;
  };
  for (std::size_t at = 0; at < elixir.size();) {
    const std::size_t begin = at;
    const char c = elixir[at];
    const char next = at + 1 < elixir.size() ? elixir[at + 1] : ' ';
    if (c == '"') {
      put(kGreen, begin, at = end_of_string(elixir, at));
    } else if (c == ':' && next == '"') {
      put(kCyan, begin, at = end_of_string(elixir, at + 1));
    } else if ((c == ':' && is_word(next)) || is_word(c)) {
      at = end_of_word(elixir, at + 1);
      if (c != ':' && at < elixir.size() && elixir[at] == ':') ++at;
      put(c == ':' ? kCyan : color_of_word(elixir.substr(begin, at - begin)), begin, at);
    } else {
      out += c;
      ++at;
    }
  }
  return out;
}

}  // namespace cxdump::session
