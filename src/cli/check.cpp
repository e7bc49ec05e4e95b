#include <fmt/format.h>

#include <memory>
#include <random>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cxdump/io/file_source.hpp"
#include "ops/check.hpp"
#include "ops/check_report.hpp"
#include "ops/inputs.hpp"

namespace cxdump::cli {
namespace {

struct Options {
  InputOptions input;
  NowOption now;
  std::vector<std::string> versions;
  ops::CheckOptions check;
  std::string rules;
  std::string known_atoms;
  bool json = false;
  OutputOptions junit{"", true};
};

std::string whole_file(const std::string& path) {
  const io::SourcePtr source = io::open_input(path);
  std::string text;
  std::array<std::uint8_t, 65536> buffer;
  while (const std::size_t count = source->read(buffer)) text += as_text(Bytes(buffer).first(count));
  return text;
}

void choose_versions(const Options& options, ops::CheckOptions& check) {
  for (const std::string& version : options.versions) {
    if (version == "all") {
      check.versions = {ops::CachexVersion::v2_1, ops::CachexVersion::v3_0, ops::CachexVersion::v3_6,
                        ops::CachexVersion::v4_1};
      check.must_load = false;
      return;
    }
    check.versions.push_back(*ops::version_named(version));
    check.must_load = true;
  }
}

/// Rules of a file first: what the command line says wins.
void read_rule_files(const Options& options, ops::CheckOptions& check) {
  if (!options.rules.empty()) {
    ops::CheckRules given = std::exchange(check.rules, {});
    ops::read_rules(whole_file(options.rules), options.rules, check.rules);
    check.rules.override_with(std::move(given));
  }
  if (!options.known_atoms.empty())
    check.rules.known_atoms = ops::read_atom_list(whole_file(options.known_atoms));
}

int run(const Options& options, const Context& context) {
  ops::CheckOptions check = options.check;
  check.decode = options.input.decode();
  check.decode.window = dump::kQuickWindow;
  check.now = options.now.value(context);
  check.threads = context.threads;
  check.seed = std::random_device{}();
  choose_versions(options, check);
  read_rule_files(options, check);
  const io::SinkPtr sink = open_output({}, context);
  std::vector<ops::CheckReport> reports;
  const int status = ops::for_each_input(
      options.input.files,
      [&](const std::string& path) {
        reports.push_back(ops::check(context.reopenable(path), check));
        const ops::CheckReport& report = reports.back();
        sink->write(as_bytes(options.json ? ops::check_json(report) : ops::check_text(report)));
        return report.status();
      },
      [&](const Error& error) { context.report(error); });
  if (!options.junit.path.empty()) {
    const io::SinkPtr junit = open_output(options.junit, context);
    junit->write(as_bytes(ops::check_junit(reports)));
    junit->finish();
  }
  sink->finish();
  return status;
}

void add_rule_options(CLI::App& app, Options& options) {
  ops::CheckRules& rules = options.check.rules;
  const char* const group = "Rules";
  const auto add = [&](const char* name, auto parse, const char* type, const char* what) {
    add_value(app, name, parse, type, what)->group(group);
  };
  const auto size = [](std::optional<std::uint64_t>& rule) {
    return [&rule](const std::string& text) { rule = ops::parse_size(text); };
  };
  add("--min-entries", size(rules.min_entries), "N", "At least so many entries");
  add("--max-entries", size(rules.max_entries), "N", "At most so many entries");
  add(
      "--max-expired", [&rules](const std::string& text) { rules.max_expired = ops::parse_percent(text); },
      "PERCENT", "The share of expired entries, such as 5%");
  add("--max-entry-size", size(rules.max_entry_size), "SIZE", "The largest entry");
  add("--max-file-size", size(rules.max_file_size), "SIZE", "The largest file");
  app.add_option("--max-ratio", rules.max_ratio, "Uncompressed bytes for each one in the file")
      ->type_name("N")
      ->group(group);
  add("--max-depth", size(rules.max_depth), "N", "The deepest nesting of a key or a value");
  add("--max-atoms", size(rules.max_atoms), "N", "Different atoms; a VM holds 1,048,576");
  app.add_flag("--no-funs", rules.no_funs, "No funs")->group(group);
  app.add_flag("--no-pids", rules.no_pids, "No pids, ports and references")->group(group);
  app.add_flag("--unique-keys", rules.unique_keys, "No key twice")->group(group);
  app.add_flag("--canonical", rules.canonical, "Only terms as an Erlang VM encodes them")->group(group);
  app.add_option("--known-atoms", options.known_atoms, "Only atoms that a file lists, one a line")
      ->type_name("FILE")
      ->group(group);
  app.add_option("--rules", options.rules, "Rules from a JSON file: these options' names as fields")
      ->type_name("FILE")
      ->group(group);
}

}  // namespace

Run add_check(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  add_input_options(app, options->input);
  app.add_option("--for", options->versions,
                 "The Cachex to answer for: 2.1, 3.0, 3.6, 4.1 or all (default: the file's own)")
      ->check(CLI::IsMember({"2.1", "3.0", "3.6", "4.1", "all"}))
      ->type_name("VERSION")
      ->allow_extra_args(false);
  add_now_option(app, options->now);
  app.add_flag("--json", options->json, "One JSON object a file");
  app.add_option("--junit", options->junit.path, "Also write a JUnit report")->type_name("OUT");
  add_rule_options(app, *options);
  return [options, &context] { return run(*options, context); };
}

}  // namespace cxdump::cli
