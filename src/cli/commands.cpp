#include "cli/commands.hpp"

#include <string>

namespace cxdump::cli {
namespace {

struct Row {
  const char* name;
  AddCommand add;
  const char* summary;
};

constexpr Row kCommands[] = {
#define CXDUMP_COMMAND(name, function, summary) {name, add_##function, summary},
#include "cli/commands.def"
#undef CXDUMP_COMMAND
};

}  // namespace

std::vector<std::string_view> add_commands(CLI::App& app, Context& context, Run& chosen) {
  std::vector<std::string_view> names;
  for (const Row& row : kCommands) {
    CLI::App* command = app.add_subcommand(row.name, row.summary);
    command->fallthrough();
    command->footer(
        "The options of every command: cxdump --help\n"
        "In full: man cxdump-" +
        std::string(row.name));
    names.emplace_back(row.name);
    command->preparse_callback([&chosen, &context, command, add = row.add](std::size_t) {
      if (!chosen) chosen = add(*command, context);
    });
  }
  return names;
}

}  // namespace cxdump::cli
