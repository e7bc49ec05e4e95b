#include "ops/merge.hpp"

#include <fmt/format.h>

#include <CLI/Error.hpp>
#include <CLI/Validators.hpp>
#include <algorithm>
#include <map>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/write_options.hpp"
#include "cxdump/base/counted.hpp"
#include "cxdump/io/file_source.hpp"
#include "ops/inputs.hpp"

namespace cxdump::cli {
namespace {

struct Options {
  InputOptions input;
  OutputOptions output{"", false};
  SelectionFlags selection;
  WriteFlags write;
  std::optional<dump::Container> container;
  ops::MergeOptions merge;
};

auto ttl(std::optional<std::int64_t>& target) {
  return [&target](std::int64_t millis) {
    if (millis < 0) throw Error(ErrorKind::usage, "a ttl is not negative");
    target = millis;
  };
}

void say_shares(const std::vector<ops::MergeShare>& shares, const Context& context) {
  for (const ops::MergeShare& share : shares) {
    std::string text = fmt::format("{}: {}, {} kept", share.name, counted_entries(share.read), share.given);
    if (share.lost != 0) text += fmt::format(", {} lost to other files", share.lost);
    if (share.duplicates != 0) text += fmt::format(", {} repeated in the file itself", share.duplicates);
    if (share.expired != 0) text += fmt::format(", {} expired", share.expired);
    if (share.over != 0) text += fmt::format(", {} beyond the limit", share.over);
    if (share.not_shifted != 0)
      text += fmt::format(", {} with a ttl that cannot be shifted", share.not_shifted);
    context.note(text);
  }
}

int run(const Options& options, const Context& context) {
  if (std::count(options.input.files.begin(), options.input.files.end(), "-") > 1) {
    throw Error(ErrorKind::usage, "standard input is there only once");
  }
  ops::MergeOptions merge = options.merge;
  merge.decode = options.input.decode();
  merge.decode.window = io::kChunkSize;
  merge.now = options.selection.now.value(context);
  const ops::DumpTarget target = dump_target(options.output);
  std::vector<io::Rereadable> inputs;
  return ops::for_each_input(
      {options.input.files.front()},
      [&](const std::string&) {
        for (const std::string& path : options.input.files) inputs.push_back(context.reopenable(path));
        const auto told = options.container ? options.container : ops::container_told(inputs, merge.decode);
        const dump::Container container = told.value_or(dump::Container::v2);
        const ops::MergeResult result = ops::merge(inputs, options.selection.make(context), merge, target,
                                                   options.write.make(container), context.threads);
        say_shares(result.shares, context);
        context.note(fmt::format("{}: {} as {}", target.path, counted_entries(result.written.entries),
                                 dump::name(container)));
        return 0;
      },
      [&](const Error& error) { context.report(error); });
}

}  // namespace

Run add_merge(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  ops::MergeOptions& merge = options->merge;
  add_input_options(app, options->input);
  add_output_options(app, options->output);
  app.get_option("--output")->required();
  add_choice<ops::OnClash>(
      app, "--on-clash", merge.on_clash,
      {{"last", ops::OnClash::last},
       {"first", ops::OnClash::first},
       {"newest", ops::OnClash::newest},
       {"error", ops::OnClash::error}},
      "WHICH",
      "Which entry of a key stays: that of the last file (as Cachex loads them),\nfirst, newest, or error");
  app.add_flag("--drop-expired", merge.drop_expired, "Leave out expired entries, before any clash");
  CLI::Option* shift =
      add_millis(app, "--shift-ttl", into(merge.ttl.shift), "Add to every ttl that is a number");
  CLI::Option* given =
      add_millis(app, "--default-ttl", ttl(merge.ttl.default_value), "Give entries that have none this ttl");
  add_millis(app, "--set-ttl", ttl(merge.ttl.set), "Give every entry this ttl")
      ->excludes(shift)
      ->excludes(given);
  add_container_option(app, "--format,--to", options->container,
                       "The container to write (default: that of the first FILE that tells it)");
  add_write_options(app, options->write);
  add_selection_options(app, options->selection);
  add_count(app, "--limit", into(merge.limit), "N", "Write only the first so many entries of the result")
      ->group(app.get_option("--no-ttl")->get_group());
  return [options, &context] { return run(*options, context); };
}

}  // namespace cxdump::cli
