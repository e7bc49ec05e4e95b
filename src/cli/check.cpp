#include <CLI/Option.hpp>
#include <memory>
#include <random>
#include <system_error>
#include <utility>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cxdump/io/sink.hpp"
#include "ops/check.hpp"
#include "ops/check_report.hpp"
#include "ops/inputs.hpp"

namespace cxdump::cli {
namespace {

struct Options {
  InputOptions input;
  NowOption now;
  ops::CheckOptions check;
  std::string rules;
  std::string known_atoms;
  bool json = false;
  OutputOptions junit{"", false};
};

/// Rules of a file first: what the command line says wins.
void read_rule_files(const Options& options, ops::CheckRules& rules) {
  if (!options.rules.empty()) {
    ops::CheckRules given = std::exchange(rules, ops::read_rules_file(options.rules));
    rules.override_with(std::move(given));
  }
  if (!options.known_atoms.empty()) rules.known_atoms = ops::read_atom_file(options.known_atoms);
}

void refuse_input(const Options& options) {
  std::vector<std::string> read = options.input.files;
  read.insert(read.end(), {options.rules, options.known_atoms});
  refuse_over_inputs(options.junit.path, read);
}

io::SinkPtr open_junit(const Options& options, const Context& context) {
  if (options.junit.path.empty()) return nullptr;
  refuse_input(options);
  return open_output(options.junit, context);
}

report::Style::Ink ink(ops::Severity severity) {
  using Ink = report::Style::Ink;
  switch (severity) {
    case ops::Severity::info:
      return Ink::faint;
    case ops::Severity::warning:
      return Ink::bad;
    case ops::Severity::rule:
    case ops::Severity::error:
      return Ink::wrong;
  }
  return Ink::faint;
}

/// The files one by one, each printed as soon as it is known.
class Checks {
 public:
  Checks(const Options& options, const ops::CheckOptions& check, const Context& context)
      : options_(options),
        check_(check),
        context_(context),
        style_(output_style(context)),
        sink_(open_output({}, context)) {}

  int take(const std::string& path) {
    try {
      add(ops::check(context_.reopenable(path), check_));
      return reports_.back().status();
    } catch (const io::OutputError&) {
      throw;
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::system) add_unreadable(path, error);
      throw;
    }
  }

  void finish() { sink_->finish(); }
  const std::vector<ops::CheckReport>& reports() const { return reports_; }

 private:
  void add(ops::CheckReport report) {
    reports_.push_back(std::move(report));
    if (options_.junit.path == "-") return;
    const ops::CheckReport& last = reports_.back();
    const auto paint = [this](ops::Severity severity, std::string_view text) {
      return style_.paint(ink(severity), text);
    };
    sink_->write(as_bytes(options_.json ? ops::check_json(last) : ops::check_text(last, paint)));
  }

  /// People read it on standard error.
  void add_unreadable(const std::string& path, const Error& error) {
    ops::CheckReport report = ops::unreadable(path, error);
    if (options_.json) return add(std::move(report));
    reports_.push_back(std::move(report));
  }

  const Options& options_;
  const ops::CheckOptions& check_;
  const Context& context_;
  report::Style style_;
  io::SinkPtr sink_;
  std::vector<ops::CheckReport> reports_;
};

int run(const Options& options, const Context& context) {
  ops::CheckOptions check = options.check;
  check.decode = options.input.decode();
  check.decode.window = dump::kQuickWindow;
  check.now = options.now.value(context);
  check.threads = context.threads;
  check.seed = std::random_device{}();
  read_rule_files(options, check.rules);
  const io::SinkPtr junit = open_junit(options, context);
  Checks checks(options, check, context);
  const int status = ops::for_each_input(
      options.input.files, [&](const std::string& path) { return checks.take(path); },
      [&](const Error& error) { context.report(error); });
  if (junit) {
    junit->write(as_bytes(ops::check_junit(checks.reports())));
    junit->finish();
  }
  checks.finish();
  return status;
}

void ask_for(ops::CheckRules& rules, const std::string& version) {
  if (!rules.versions) rules.versions.emplace();
  rules.versions->add(version);
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
  add(
      "--max-ratio", [&rules](const std::string& text) { rules.max_ratio = ops::parse_ratio(text); }, "N",
      "Uncompressed bytes for each one in the file");
  add("--max-depth", size(rules.max_depth), "N", "The deepest nesting of a key or a value");
  add("--max-atoms", size(rules.max_atoms), "N", "Different atoms; a VM holds 1,048,576");
  app.add_flag("--no-funs", rules.no_funs, "No funs")->group(group);
  app.add_flag("--no-pids", rules.no_pids, "No pids, ports and references")->group(group);
  app.add_flag("--unique-keys", rules.unique_keys, "No key twice")->group(group);
  app.add_flag("--canonical", rules.canonical, "Only terms as an Erlang VM encodes them")->group(group);
  const auto add_file = [&](const char* name, std::string& path, const char* what) {
    named_file(app.add_option(name, path, what))->type_name("FILE")->group(group);
  };
  add_file("--known-atoms", options.known_atoms, "Only atoms that a file lists, one a line");
  add_file("--rules", options.rules, "Rules from a JSON file: these options' names as fields");
}

}  // namespace

Run add_check(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  add_input_options(app, options->input);
  add_value(
      app, "--for", [options](const std::string& text) { ask_for(options->check.rules, text); }, "VERSION",
      "The Cachex to answer for: 2.1, 3.0, 3.6, 4.1 or all (default: the file's own);\nmay be given again")
      ->trigger_on_parse()
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  add_now_option(app, options->now);
  app.add_flag("--json", options->json, "One JSON object a file");
  named_file(app.add_option("--junit", options->junit.path,
                            "Also write a JUnit report; - writes it alone, to standard output"))
      ->type_name("OUT");
  app.add_flag("-f,--force", options->junit.force, "Replace a report that exists");
  add_rule_options(app, *options);
  return [options, &context] { return run(*options, context); };
}

}  // namespace cxdump::cli
