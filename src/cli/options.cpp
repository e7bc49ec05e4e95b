#include "cli/options.hpp"

#include <CLI/Option.hpp>
#include <algorithm>

#include "cxdump/etf/outline.hpp"

namespace cxdump::cli {
namespace {

void add_when(CLI::App& app, const char* name, When& when, const char* what) {
  add_choice<When>(app, name, when,
                   {{"auto", When::automatic}, {"always", When::always}, {"never", When::never}}, "WHEN",
                   what);
}

void add_type(CLI::App& app, const char* name, std::optional<etf::Type>& type, const char* what,
              const char* group) {
  const auto take = [&type](const std::string& text) {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < etf::kTypes; ++i) {
      names.push_back(etf::name(static_cast<etf::Type>(i)));
      if (names.back() != text) continue;
      type = static_cast<etf::Type>(i);
      return;
    }
    refuse_choice(text, names);
  };
  add_value(app, name, take, "TYPE", what)->group(group);
}

const char* kSelection = "Which entries (all conditions must hold)";

}  // namespace

void add_global_options(CLI::App& app, Context& context) {
  add_range(app, "--threads", into(context.threads), 1, 256,
            "Worker threads (default: the processors of the machine)");
  add_when(app, "--color", context.color, "Colours: auto, always or never");
  add_when(app, "--progress", context.progress, "A progress bar on standard error: auto, always or never");
  app.add_flag("-q,--quiet", context.quiet, "No progress and no remarks on standard error");
}

dump::DecodeOptions InputOptions::decode() const {
  dump::DecodeOptions decode;
  decode.from = from;
  decode.max_entry = std::min<std::uint64_t>(max_entry, etf::Outline::kMostBytes);
  return decode;
}

void add_container_option(CLI::App& app, const std::string& names, std::optional<dump::Container>& container,
                          const std::string& what) {
  using enum dump::Container;
  add_choice<dump::Container>(app, names, container, {{"v2", v2}, {"v3", v3}, {"v4", v4}}, "CONTAINER", what);
}

void add_decode_options(CLI::App& app, InputOptions& options) {
  add_container_option(app, "--from", options.from,
                       "The input's container, instead of looking: v2, v3 or v4");
  add_size(app, "--max-entry", into(options.max_entry),
           "Refuse an entry of more bytes than this (default 1G)");
}

void add_input_options(CLI::App& app, InputOptions& options) {
  app.add_option("FILE", options.files, "Dump files; - is standard input")->required()->type_name("");
  add_decode_options(app, options);
}

void add_selection_options(CLI::App& app, SelectionFlags& flags) {
  dump::SelectionOptions& options = flags.options;
  app.add_option("--key", options.key_globs, "Keys that match a glob; may be given again for more")
      ->type_name("GLOB")
      ->allow_extra_args(false)
      ->group(kSelection);
  app.add_option("--key-regex", options.key_regex, "Keys in which a regular expression is found")
      ->type_name("RE")
      ->group(kSelection);
  add_type(app, "--key-type", options.key_type, "Keys of a type: atom, binary, integer, tuple, ...",
           kSelection);
  add_type(app, "--value-type", options.value_type, "Values of a type", kSelection);
  add_size(app, "--min-size", into(options.min_size), "Entries of at least so many bytes")->group(kSelection);
  add_size(app, "--max-size", into(options.max_size), "Entries of at most so many bytes")->group(kSelection);
  CLI::Option* expired = app.add_flag("--expired", flags.expired, "Expired entries")->group(kSelection);
  CLI::Option* live = app.add_flag("--live", flags.live, "Entries that are not expired")->group(kSelection);
  CLI::Option* no_ttl =
      app.add_flag("--no-ttl", flags.no_ttl, "Entries that never expire")->group(kSelection);
  expired->excludes(live)->excludes(no_ttl);
  add_now_option(app, flags.now);
}

void add_limit_option(CLI::App& app, SelectionFlags& flags) {
  add_count(app, "--limit", into(flags.options.limit), "N", "Stop after so many entries of each file")
      ->group(kSelection);
}

dump::Selection SelectionFlags::make(const Context& context) const {
  using Life = dump::SelectionOptions::Life;
  dump::SelectionOptions made = options;
  made.now = now.value(context);
  made.life = expired ? Life::expired : no_ttl ? Life::no_ttl : live ? Life::live : Life::any;
  return dump::Selection(std::move(made));
}

void add_output_options(CLI::App& app, OutputOptions& options) {
  named_file(app.add_option("-o,--output", options.path, "Where to write; - is standard output"))
      ->type_name("FILE");
  app.add_flag("-f,--force", options.force, "Replace an existing file");
}

}  // namespace cxdump::cli
