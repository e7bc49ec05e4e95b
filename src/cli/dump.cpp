#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/write_options.hpp"
#include "cxdump/base/counted.hpp"
#include "cxdump/io/file_source.hpp"
#include "cxdump/io/wrap.hpp"
#include "ops/from_json.hpp"
#include "ops/inputs.hpp"

namespace cxdump::cli {
namespace {

struct Options {
  std::string file = "-";
  ops::FromJsonOptions json;
  OutputOptions output{"", false};
  SelectionFlags selection;
  WriteFlags write;
  std::optional<dump::Container> container;
};

int make_dump(const Options& options, const Context& context) {
  const dump::Selection selection = options.selection.make(context);
  ops::FromJsonOptions json = options.json;
  json.now = options.selection.now.value(context);
  const io::Unwrapped input = io::unwrap(context.open(options.file));
  const dump::WriteOptions write = options.write.make(options.container.value_or(dump::Container::v2));
  json::OddTimes odd_times;
  const dump::Written written = ops::write_dump(
      dump_target(options.output), write, ops::Verify::no, context.threads,
      [&](dump::DumpWriter& writer, io::Sink& sink) {
        odd_times = ops::from_json(*input.source, json, selection, writer, sink, context.threads);
      });
  if (odd_times.entries != 0) {
    context.note(fmt::format("{}: {} with times that are none, kept as they are; {}",
                             ops::shown_name(options.file), counted_entries(odd_times.entries),
                             odd_times.first));
  }
  context.note(fmt::format("{}: {} as {}", options.output.path, counted_entries(written.entries),
                           dump::name(write.container)));
  return 0;
}

}  // namespace

Run add_dump(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  app.add_option("JSON", options->file, "NDJSON or an array, as to-json prints (default: standard input)")
      ->type_name("");
  add_container_option(app, "--format,--to", options->container, "The container to write (default v2)");
  add_size(app, "--max-entry", into(options->json.max_entry),
           "Refuse an entry of more text than this (default 1G)");
  add_output_options(app, options->output);
  app.get_option("--output")->required();
  add_write_options(app, options->write);
  add_selection_options(app, options->selection);
  app.get_option("--now")->description(
      "The time of entries without touched, and what expired is measured against (default: the clock)");
  add_limit_option(app, options->selection);
  return [options, &context] {
    return ops::for_each_input(
        {options->file}, [&](const std::string&) { return make_dump(*options, context); },
        [&](const Error& error) { context.report(error); });
  };
}

}  // namespace cxdump::cli
