#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace cxdump::io {

/// A moment of the work.
struct ProgressMoment {
  std::uint64_t done;                  ///< bytes
  std::optional<std::uint64_t> total;  ///< nothing for a pipe
  double seconds;                      ///< since the start
};

/// One line of text without its end, at most `width` columns, all ASCII: bar, bytes, rate, time left. Nothing
/// for a `width` too small for that.
std::string progress_line(const ProgressMoment& moment, std::size_t width);

}  // namespace cxdump::io
