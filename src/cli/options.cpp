#include "cli/options.hpp"

#include <fmt/format.h>

#include <CLI/Validators.hpp>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <map>

#include "cxdump/base/error.hpp"

namespace cxdump::cli {
namespace {

const std::map<std::string, When>& when_names() {
  static const std::map<std::string, When> names{
      {"auto", When::automatic}, {"always", When::always}, {"never", When::never}};
  return names;
}

const std::map<std::string, etf::Type>& type_names() {
  static const std::map<std::string, etf::Type> names = [] {
    std::map<std::string, etf::Type> all;
    for (std::size_t i = 0; i < etf::kTypes; ++i) {
      const auto type = static_cast<etf::Type>(i);
      all.emplace(etf::name(type), type);
    }
    return all;
  }();
  return names;
}

CLI::Validator when_value() { return CLI::CheckedTransformer(when_names()).description("auto|always|never"); }

const char* kSelection = "Which entries (all conditions must hold)";

}  // namespace

void add_global_options(CLI::App& app, Context& context) {
  app.add_option("--threads", context.threads, "Worker threads (default: the processors of the machine)")
      ->check(CLI::Range(1, 256))
      ->type_name("N");
  app.add_option("--color", context.color, "Colours: auto, always or never")
      ->transform(when_value())
      ->type_name("WHEN");
  app.add_option("--progress", context.progress, "A progress bar on standard error: auto, always or never")
      ->transform(when_value())
      ->type_name("WHEN");
  app.add_flag("-q,--quiet", context.quiet, "No progress and no remarks on standard error");
}

dump::DecodeOptions InputOptions::decode() const {
  dump::DecodeOptions decode;
  decode.from = from;
  decode.max_entry = max_entry;
  return decode;
}

void add_decode_options(CLI::App& app, InputOptions& options) {
  app.add_option_function<std::string>(
         "--from", [&options](const std::string& name) { options.from = dump::container_named(name); },
         "The input's container, instead of looking: v2, v3 or v4")
      ->check(CLI::IsMember({"v2", "v3", "v4"}))
      ->type_name("CONTAINER");
  app.add_option("--max-entry", options.max_entry, "Refuse an entry of more bytes than this (default 1G)")
      ->transform(size_value())
      ->type_name("SIZE");
}

void add_input_options(CLI::App& app, InputOptions& options) {
  app.add_option("FILE", options.files, "Dump files; - is standard input")->required()->type_name("");
  add_decode_options(app, options);
}

void add_now_option(CLI::App& app, NowOption& option) {
  app.add_option_function<std::string>(
         "--now", [&option](const std::string& text) { option.given = parse_time(text); },
         "What expired is measured against: milliseconds or ISO 8601 (default: the clock)")
      ->type_name("TIME");
}

void add_selection_options(CLI::App& app, SelectionFlags& flags) {
  dump::SelectionOptions& options = flags.options;
  app.add_option("--key", options.key_globs, "Keys that match a glob; may be given again for more")
      ->type_name("GLOB")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->group(kSelection);
  app.add_option("--key-regex", options.key_regex, "Keys in which a regular expression is found")
      ->type_name("RE")
      ->group(kSelection);
  const auto add_type = [&app](const char* name, std::optional<etf::Type>& type, const char* what) {
    app.add_option_function<std::string>(
           name, [&type](const std::string& text) { type = type_names().at(text); }, what)
        ->check(CLI::IsMember(type_names()).description(""))
        ->type_name("TYPE")
        ->group(kSelection);
  };
  add_type("--key-type", options.key_type, "Keys of a type: atom, binary, integer, tuple, ...");
  add_type("--value-type", options.value_type, "Values of a type");
  app.add_option("--min-size", options.min_size, "Entries of at least so many bytes")
      ->transform(size_value())
      ->type_name("SIZE")
      ->group(kSelection);
  app.add_option("--max-size", options.max_size, "Entries of at most so many bytes")
      ->transform(size_value())
      ->type_name("SIZE")
      ->group(kSelection);
  CLI::Option* expired = app.add_flag("--expired", flags.expired, "Expired entries")->group(kSelection);
  CLI::Option* live = app.add_flag("--live", flags.live, "Entries that are not expired")->group(kSelection);
  CLI::Option* no_ttl =
      app.add_flag("--no-ttl", flags.no_ttl, "Entries that never expire")->group(kSelection);
  expired->excludes(live)->excludes(no_ttl);
  live->excludes(no_ttl);
  app.add_option("--limit", options.limit, "Stop after so many entries")->type_name("N")->group(kSelection);
  add_now_option(app, flags.now);
}

dump::Selection SelectionFlags::make(const Context& context) const {
  using Life = dump::SelectionOptions::Life;
  dump::SelectionOptions made = options;
  made.now = now.value(context);
  made.life = expired ? Life::expired : live ? Life::live : no_ttl ? Life::no_ttl : Life::any;
  return dump::Selection(std::move(made));
}

void add_output_options(CLI::App& app, OutputOptions& options) {
  app.add_option("-o,--output", options.path, "Where to write; - is standard output")->type_name("FILE");
  app.add_flag("-f,--force", options.force, "Replace an existing file");
}

CLI::Validator size_value() { return CLI::AsSizeValue(false).description(""); }

std::int64_t parse_time(const std::string& text) {
  std::int64_t millis = 0;
  const char* end = text.data() + text.size();
  if (const auto [p, error] = std::from_chars(text.data(), end, millis); error == std::errc() && p == end)
    return millis;
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, used = 0;
  double second = 0;
  const int read =
      std::sscanf(text.c_str(), "%d-%d-%d%*1[T ]%d:%d%n", &year, &month, &day, &hour, &minute, &used);
  const bool date_only = read < 5 && std::sscanf(text.c_str(), "%d-%d-%d%n", &year, &month, &day, &used) == 3;
  std::string_view rest =
      std::string_view(text).substr(read == 5 || date_only ? static_cast<std::size_t>(used) : 0);
  if (date_only) hour = minute = 0;
  if (!date_only && rest.starts_with(':')) {
    const auto [p, error] = std::from_chars(rest.data() + 1, end, second, std::chars_format::fixed);
    rest =
        error == std::errc() ? rest.substr(static_cast<std::size_t>(p - rest.data())) : std::string_view("?");
  }
  int offset_hours = 0, offset_minutes = 0;
  char sign = '+';
  const bool utc = rest.empty() || rest == "Z" || rest == "z";
  const bool offset =
      !utc &&
      std::sscanf(std::string(rest).c_str(), "%c%2d:%2d", &sign, &offset_hours, &offset_minutes) == 3 &&
      (sign == '+' || sign == '-') && rest.size() == 6;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  const bool clock_ok = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 61;
  if ((read != 5 && !date_only) || (!utc && !offset) || !date.ok() || !clock_ok) {
    throw CLI::ValidationError("--now",
                               "'" + text + "' is no time: milliseconds, or like 2026-11-22T20:00:00Z");
  }
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  const std::int64_t east = (offset_hours * 60 + offset_minutes) * (sign == '-' ? -1 : 1);
  return ((days * 24 + hour) * 60 + minute - east) * 60'000 + static_cast<std::int64_t>(second * 1000);
}

}  // namespace cxdump::cli
