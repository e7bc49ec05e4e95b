#include "json/text_place.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cxdump::json {
namespace {

/// How many characters start in UTF-8 text: sums of a byte each, which compilers turn into vector code.
std::size_t count_characters(Bytes text) {
  constexpr std::size_t most_in_a_byte = 255;
  std::size_t count = 0;
  while (!text.empty()) {
    const Bytes piece = text.first(std::min(text.size(), most_in_a_byte));
    std::uint8_t starts = 0;
    for (const std::uint8_t byte : piece)
      starts = static_cast<std::uint8_t>(starts + ((byte & 0xC0) != 0x80 ? 1 : 0));
    count += starts;
    text = text.subspan(piece.size());
  }
  return count;
}

}  // namespace

void TextPlace::pass(Bytes text) {
  offset += text.size();
  for (std::size_t end = as_text(text).find('\n'); end != std::string_view::npos;
       end = as_text(text).find('\n')) {
    ++line;
    column = 1;
    text = text.subspan(end + 1);
  }
  column += count_characters(text);
}

Error text_error(const TextPlace& place, const std::string& what) {
  return Error(ErrorKind::damaged, fmt::format("line {}, column {}: {}", place.line, place.column, what))
      .at(place.offset, Space::text);
}

}  // namespace cxdump::json
