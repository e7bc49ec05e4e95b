#include <memory>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cxdump_version.hpp"

namespace cxdump::cli {
namespace {

/// `help COMMAND` means `COMMAND --help`.
std::vector<std::string> arguments(int argc, char** argv) {
  std::vector<std::string> all(argv + 1, argv + argc);
  if (!all.empty() && all.front() == "help") {
    all.erase(all.begin());
    all.push_back("--help");
  }
  return all;
}

int run(int argc, char** argv) {
  Context context;
  occupy_standard_streams();
  install_signal_handlers();
  CLI::App app("Reads, checks, converts and writes the dump files of Cachex, with no Erlang VM.", "cxdump");
  app.set_version_flag("--version", "cxdump " CXDUMP_VERSION " (" CXDUMP_GIT_REVISION ")");
  app.require_subcommand(1);
  app.formatter(std::make_shared<HelpFormatter>());
  app.footer(
      "Exit status: 0 done, 1 the answer is no, 2 usage, 3 damaged input, 4 the system refused.\n"
      "See cxdump(1), and cxdump-COMMAND(1) or cxdump COMMAND --help for each command.");
  add_global_options(app, context);
  const std::vector<std::string> typed = arguments(argc, argv);
  Run chosen;
  const std::vector<std::string_view> names = add_commands(app, context, chosen);
  try {
    app.parse(std::vector<std::string>(typed.rbegin(), typed.rend()));  // as CLI11 wants it, the last first
    context.begin();
    return finish_output(chosen(), context);
  } catch (const CLI::ParseError& error) {
    return usage_exit(app, error, names, typed, context);
  } catch (...) {
    return failure_exit(context);
  }
}

}  // namespace
}  // namespace cxdump::cli

int main(int argc, char** argv) { return cxdump::cli::run(argc, argv); }
