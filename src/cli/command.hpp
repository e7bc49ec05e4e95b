#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <functional>

#include "cli/context.hpp"

namespace cxdump::cli {

/// Does what a command line asks for and returns the exit status. Throws: Error.
using Run = std::function<int()>;

/// Adds a command's options to `app`, and returns what runs it once they are parsed.
using AddCommand = Run (*)(CLI::App& app, Context& context);

#define CXDUMP_COMMAND(name, function, summary) Run add_##function(CLI::App& app, Context& context);
#include "cli/commands.def"
#undef CXDUMP_COMMAND

}  // namespace cxdump::cli
