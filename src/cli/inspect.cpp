#include <memory>
#include <string>

#include "cli/command.hpp"
#include "cli/inspection.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cxdump/base/error.hpp"
#include "ops/inputs.hpp"

namespace cxdump::cli {
namespace {

using Form = InspectOptions::Form;

int run(const InspectOptions& options, const Context& context) {
  Inspection inspection(options, context);
  const auto take = [&](const std::string& path) {
    inspection.take(path);
    return 0;
  };
  const int status =
      ops::for_each_input(options.input.files, take, [&](const Error& error) { context.report(error); });
  inspection.finish(status);
  return status;
}

}  // namespace

Run add_inspect(CLI::App& app, Context& context) {
  auto options = std::make_shared<InspectOptions>();
  add_input_options(app, options->input);
  CLI::Option* json = app.add_flag_callback(
      "--json", [options] { options->form = Form::json; }, "One JSON object a file");
  CLI::Option* list = app.add_flag_callback(
                             "--list", [options] { options->form = Form::list; },
                             "One line an entry: touched, ttl left, bytes, type of the value, key")
                          ->excludes(json);
  app.add_option("--html", options->page.path, "Also write the report as a page for a browser")
      ->option_text("OUT")
      ->excludes(list);
  add_count(app, "--top", into(options->top), "N", "How many of the largest entries to show (default 10)");
  app.add_flag_callback(
      "--deep", [options] { options->depth = report::Depth::deep; },
      "Also look inside the terms for functions, pids, ports and references");
  app.add_flag("-f,--force", options->page.force, "Replace an existing file");
  add_selection_options(app, options->selection);
  add_limit_option(app, options->selection);
  return [options, &context] {
    if (options->page.path == "-" && options->form == Form::json)
      throw Error(ErrorKind::usage, "--html - and --json both want standard output");
    refuse_over_inputs(options->page.path, options->input.files);
    return run(*options, context);
  };
}

}  // namespace cxdump::cli
