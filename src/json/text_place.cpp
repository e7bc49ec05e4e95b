#include "json/text_place.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cxdump::json {

void TextPlace::pass(Bytes text) {
  offset += text.size();
  const auto lines = std::count(text.begin(), text.end(), '\n');
  if (lines != 0) {
    line += static_cast<std::uint64_t>(lines);
    column = 1;
    text = text.subspan(as_text(text).rfind('\n') + 1);
  }
  const auto starts_character = [](std::uint8_t byte) { return (byte & 0xC0) != 0x80; };
  column += static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), starts_character));
}

Error text_error(const TextPlace& place, const std::string& what) {
  return Error(ErrorKind::damaged, fmt::format("line {}, column {}: {}", place.line, place.column, what))
      .at(place.offset, Space::text);
}

}  // namespace cxdump::json
