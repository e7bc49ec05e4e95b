#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "cxdump/io/source.hpp"

namespace cxdump::cli {

/// The bar on standard error, drawn by whoever reads the input. It shows the input that is being read; the
/// first second of the program's work passes without it.
class ProgressBar {
 public:
  /// Until then watch() does nothing. `width`: the terminal's columns.
  void enable(std::size_t width) { width_ = width; }

  /// `source`, shown while it is read. `total`: its bytes, where they are known. Valid until: the bar goes.
  io::SourcePtr watch(io::SourcePtr source, std::optional<std::uint64_t> total);

  /// Wipes the bar off, before something else is printed.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  class Watched;

  void show(const Watched& watched);

  std::optional<std::size_t> width_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point drawn_ = begin_;
  bool is_shown_ = false;
};

}  // namespace cxdump::cli
