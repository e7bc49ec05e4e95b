#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cli/progress_bar.hpp"
#include "cxdump/base/error.hpp"
#include "cxdump/io/source.hpp"
#include "cxdump/io/spool.hpp"

namespace cxdump::cli {

enum class When : std::uint8_t { automatic, always, never };

/// Writes to standard error. What it cannot take is lost: nothing is left to tell it to.
void say(const std::string& text);

/// What every command is run with: the global options, and the only way to standard error.
class Context {
 public:
  Context();

  int threads;
  When color = When::automatic;
  When progress = When::automatic;
  bool quiet = false;

  /// To be called once the options are known.
  void begin();

  /// An input, "-" for standard input, shown in the progress bar while it is read.
  io::SourcePtr open(const std::string& path) const;
  io::Rereadable reopenable(const std::string& path) const;

  /// Wipes the progress bar off a terminal.
  void clear_progress() const { bar_.clear(); }

  /// Milliseconds since the epoch.
  std::int64_t clock() const;

  /// Whether text on standard output or standard error is coloured.
  bool color_for(int fd) const;

  /// Prints an error on standard error, in one line.
  void report(const Error& error) const;
  /// Prints a remark on standard error, in one line, unless --quiet.
  void note(std::string_view text) const;

 private:
  bool shows_progress() const;

  mutable ProgressBar bar_;
};

}  // namespace cxdump::cli
