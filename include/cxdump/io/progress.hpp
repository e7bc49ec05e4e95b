#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "cxdump/io/source.hpp"

namespace cxdump::io {

/// How many bytes of all input have been read. Threads: any.
class Progress {
 public:
  void add(std::uint64_t bytes) { bytes_.fetch_add(bytes, std::memory_order_relaxed); }
  std::uint64_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> bytes_{0};
};

/// `source`, counted. Valid until: `progress` goes.
SourcePtr metered(SourcePtr source, Progress& progress);

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
