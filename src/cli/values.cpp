#include "cli/values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/Error.hpp>
#include <CLI/Option.hpp>
#include <charconv>
#include <chrono>
#include <cstdio>

#include "cxdump/base/error.hpp"
#include "ops/check_rules.hpp"

namespace cxdump::cli {
namespace {

/// The name that an error calls an option by: the first long one of "-o,--output".
std::string chief_name(const std::string& names) {
  const std::size_t begin = names.find("--");
  return names.substr(begin, names.find(',', begin) - begin);
}

template <typename Number>
Number parse_whole(const std::string& text, const char* what) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [behind, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc() && behind == end) return number;
  if (error == std::errc::result_out_of_range && behind == end)
    throw Error(ErrorKind::usage, fmt::format("{} does not fit in 64 bits", text));
  throw Error(ErrorKind::usage, fmt::format("'{}' is no {}", text, what));
}

/// Milliseconds since the epoch of digits, or of ISO 8601 with an offset (none: UTC).
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
    throw Error(ErrorKind::usage, "'" + text + "' is no time: milliseconds, or like 2026-11-22T20:00:00Z");
  }
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  const std::int64_t east = (offset_hours * 60 + offset_minutes) * (sign == '-' ? -1 : 1);
  return ((days * 24 + hour) * 60 + minute - east) * 60'000 + static_cast<std::int64_t>(second * 1000);
}

}  // namespace

CLI::Option* add_value(CLI::App& app, const std::string& names,
                       const std::function<void(const std::string&)>& take, const std::string& type,
                       const std::string& what) {
  const auto checked = [take, name = chief_name(names)](const std::string& text) {
    try {
      take(text);
    } catch (const Error& error) {
      throw CLI::ValidationError(name, error.detail());
    }
  };
  return app.add_option_function<std::string>(names, checked, what)->type_name(type);
}

CLI::Option* named_file(CLI::Option* option) {
  return option->check(
      [](const std::string& name) { return name.empty() ? "the name of a file is empty" : ""; });
}

CLI::Option* add_count(CLI::App& app, const std::string& names,
                       const std::function<void(std::uint64_t)>& take, const std::string& type,
                       const std::string& what) {
  return add_value(
      app, names,
      [take](const std::string& text) { take(parse_whole<std::uint64_t>(text, "whole number from 0")); },
      type, what);
}

CLI::Option* add_size(CLI::App& app, const std::string& names, const std::function<void(std::uint64_t)>& take,
                      const std::string& what) {
  return add_value(
      app, names, [take](const std::string& text) { take(ops::parse_size(text)); }, "SIZE", what);
}

CLI::Option* add_millis(CLI::App& app, const std::string& names,
                        const std::function<void(std::int64_t)>& take, const std::string& what) {
  return add_value(
      app, names,
      [take](const std::string& text) {
        take(parse_whole<std::int64_t>(text, "whole number of milliseconds"));
      },
      "MS", what);
}

CLI::Option* add_range(CLI::App& app, const std::string& names, const std::function<void(int)>& take,
                       int least, int most, const std::string& what) {
  return add_value(
      app, names,
      [=](const std::string& text) {
        const std::string range = fmt::format("whole number from {} to {}", least, most);
        const int number = parse_whole<int>(text, range.c_str());
        if (number < least || number > most)
          throw Error(ErrorKind::usage, fmt::format("'{}' is no {}", text, range));
        take(number);
      },
      "N", what);
}

void refuse_choice(const std::string& text, const std::vector<std::string_view>& names) {
  throw Error(ErrorKind::usage, fmt::format("'{}' is none of {}", text, fmt::join(names, ", ")));
}

void add_now_option(CLI::App& app, NowOption& option) {
  add_value(
      app, "--now", [&option](const std::string& text) { option.given = parse_time(text); }, "TIME",
      "What expired is measured against: milliseconds or ISO 8601 (default: the clock)");
}

}  // namespace cxdump::cli
