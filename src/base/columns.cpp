#include "cxdump/base/columns.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "cxdump/base/utf8.hpp"

namespace cxdump {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

#include "base/column_tables.inc"

template <std::size_t Size>
bool is_in(const Range (&ranges)[Size], char32_t character) {
  const auto after = std::upper_bound(std::begin(ranges), std::end(ranges), character,
                                      [](char32_t c, const Range& range) { return c < range.first; });
  return after != std::begin(ranges) && character <= std::prev(after)->last;
}

struct Character {
  std::size_t length;
  std::size_t columns;
};

/// Requires: text is not empty.
Character first_of(std::string_view text) {
  const Utf8Char character = decode_utf8(as_bytes(text));
  if (character.length == 0) return {1, 1};
  return {character.length, column_width(character.code)};
}

}  // namespace

std::size_t column_width(char32_t character) {
  if (character < 0x300) return 1;
  if (is_in(kUnseen, character)) return 0;
  return is_in(kWide, character) ? 2 : 1;
}

std::size_t column_count(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const Character next = first_of(text);
    columns += next.columns;
    text.remove_prefix(next.length);
  }
  return columns;
}

std::string cut_to_columns(std::string_view text, std::size_t most) {
  std::size_t shown = 0;   // columns
  std::size_t fits = 0;    // bytes that leave room for the "…"
  std::size_t length = 0;  // bytes
  while (length < text.size()) {
    const Character next = first_of(text.substr(length));
    shown += next.columns;
    if (shown > most) return std::string(text.substr(0, fits)) + (most == 0 ? "" : "…");
    length += next.length;
    if (shown < most) fits = length;
  }
  return std::string(text);
}

std::string pad_to_columns(std::string_view text, std::size_t columns) {
  const std::size_t taken = column_count(text);
  return std::string(text) + std::string(columns > taken ? columns - taken : 0, ' ');
}

}  // namespace cxdump
