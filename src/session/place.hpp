#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cxdump::session {

/// A place in a text. Both count from 1, columns in characters.
struct Place {
  std::size_t line = 1;
  std::size_t column = 1;

  /// Moves on behind `text`.
  void pass(std::string_view text);

  bool operator==(const Place&) const = default;
};

/// The place in a whole of what stands at `inner` in a part of it that starts at `part`.
Place inside(Place part, Place inner);

/// Cuts `line 1, column 5: `, with which the messages of etf's parsers start, off a message. Returns the
/// place that it named.
std::optional<Place> cut_place(std::string& message);

}  // namespace cxdump::session
