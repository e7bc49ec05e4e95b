#include "session/place.hpp"

#include <algorithm>
#include <charconv>

namespace cxdump::session {
namespace {

/// Reads `word` and a number; false, and `text` as it was or shorter, when they do not stand there.
bool take(std::string_view& text, std::string_view word, std::size_t& number) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

}  // namespace

void Place::pass(std::string_view text) {
  line += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  if (const std::size_t last = text.rfind('\n'); last != std::string_view::npos) {
    column = 1;
    text.remove_prefix(last + 1);
  }
  column += static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

Place inside(Place part, Place inner) {
  const std::size_t column = inner.line == 1 ? part.column + inner.column - 1 : inner.column;
  return {part.line + inner.line - 1, column};
}

std::optional<Place> cut_place(std::string& message) {
  std::string_view rest = message;
  Place place;
  if (!take(rest, "line ", place.line) || !take(rest, ", column ", place.column) || !rest.starts_with(": "))
    return std::nullopt;
  message.erase(0, message.size() - rest.size() + 2);
  return place;
}

}  // namespace cxdump::session
