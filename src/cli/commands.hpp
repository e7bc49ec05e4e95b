#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace cxdump::cli {

/// Adds a subcommand for each row of commands.def and returns their names. Parsing a command line makes the
/// options of the command that it names, no other's, and puts what it does into `chosen`.
/// Valid until: `app`, `context` and `chosen` have to outlive the parsing and the run.
std::vector<std::string_view> add_commands(CLI::App& app, Context& context, Run& chosen);

}  // namespace cxdump::cli
