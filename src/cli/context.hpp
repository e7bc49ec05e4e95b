#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cxdump/base/error.hpp"

namespace cxdump::cli {

enum class When : std::uint8_t { automatic, always, never };

/// What every command is run with: the global options, and the only way to standard error.
class Context {
 public:
  Context();

  int threads;
  When color = When::automatic;
  When progress = When::automatic;
  bool quiet = false;

  /// Milliseconds since the epoch.
  std::int64_t clock() const;

  bool color_on_stdout() const { return stdout_color(); }

  /// Prints an error on standard error, in one line.
  void report(const Error& error) const;
  /// Prints a remark on standard error, in one line, unless --quiet.
  void note(std::string_view text) const;

 private:
  bool stdout_color() const;
  bool color_for(int fd) const;
};

}  // namespace cxdump::cli
