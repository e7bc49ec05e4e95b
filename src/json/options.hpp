#pragma once

#include <cstdint>

namespace cxdump::json {

/// Two ways to write a term (docs/formats/json.md).
enum class Mode : std::uint8_t {
  plain,  ///< for reading and for jq: atoms are strings, tuples arrays, dates ISO 8601
  typed,  ///< keeps every type: what is written reads back as the same term
};

enum class Style : std::uint8_t {
  compact,
  pretty,  ///< two spaces a level, as jq prints
};

enum class Charlists : std::uint8_t {
  arrays,   ///< as any list
  strings,  ///< printable ones as strings; plain mode only
};

struct WriterOptions {
  Mode mode = Mode::plain;
  Style style = Style::compact;
  Charlists charlists = Charlists::arrays;
};

}  // namespace cxdump::json
