#pragma once

#include <cstdint>
#include <string>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/error.hpp"

namespace cxdump::json {

/// Where something stands in a text of JSON.
struct TextPlace {
  std::uint64_t offset = 0;  ///< in bytes from the start
  std::uint64_t line = 1;
  std::uint64_t column = 1;  ///< in characters

  /// Moves behind `text`.
  void pass(Bytes text);
};

/// A text of JSON that is wrong at `place`: `line 3, column 14: WHAT`, kind damaged.
Error text_error(const TextPlace& place, const std::string& what);

}  // namespace cxdump::json
