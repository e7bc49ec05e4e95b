#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/context.hpp"

namespace cxdump::cli {

// How the program ends (cxdump(1), EXIT STATUS).

inline constexpr int kDone = 0;
inline constexpr int kNo = 1;
inline constexpr int kUsage = 2;
inline constexpr int kInterrupted = 130;
inline constexpr int kReaderGone = 141;

/// Where one of the three was closed by who started us, what is opened later could take its number, and get
/// what is meant for it.
void occupy_standard_streams();

/// Removes temporary files and ends with 130 or 143 when the user or the system says stop; ignores SIGPIPE,
/// so that a reader who went away is an error of write.
void install_signal_handlers();

/// `status`, or 4 when what was printed with stdio did not reach standard output.
int finish_output(int status, const Context& context);

/// Prints what CLI11 has to say: help and the version with 0, a wrong use in one line with 2.
int usage_exit(const CLI::App& app, const CLI::ParseError& error,
               const std::vector<std::string_view>& commands, const std::vector<std::string>& arguments,
               const Context& context);

/// For the exception being handled: one line on standard error, and its exit status.
int failure_exit(const Context& context);

}  // namespace cxdump::cli
