#include "session/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "session/calls.hpp"

namespace cxdump::session {
namespace {

constexpr CallRow kCalls[] = {
#define SESSION_CALL(name, function, scope, arguments, options, summary, example) \
  {name, calls::function, Scope::scope, arguments, options, summary, example},
#define SESSION_ALIAS(name, call)
#include "session/calls.def"
#undef SESSION_CALL
#undef SESSION_ALIAS
};

constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
#define SESSION_CALL(name, function, scope, arguments, options, summary, example)
#define SESSION_ALIAS(name, call) {name, call},
#include "session/calls.def"
#undef SESSION_CALL
#undef SESSION_ALIAS
};

std::size_t parts(std::string_view list) {
  return list.empty() ? 0 : static_cast<std::size_t>(std::count(list.begin(), list.end(), ',')) + 1;
}

std::string signature(const CallRow& row) {
  std::string text(row.name);
  if (!row.arguments.empty()) text += fmt::format(" {}", row.arguments);
  std::string_view before = row.arguments.empty() ? " " : ", ";
  for (const auto& option : row.all_options()) {
    if (option.is_ignored()) continue;
    text += fmt::format("{}{}: {}", before, option.name, option.meaning);
    before = ", ";
  }
  return text;
}

/// `trusted:`, `trust:`: the options that change nothing.
std::string ignored_options(const CallRow& row) {
  std::string names;
  for (const auto& option : row.all_options()) {
    if (option.is_ignored()) names += fmt::format("{}`{}:`", names.empty() ? "" : ", ", option.name);
  }
  return names;
}

}  // namespace

std::size_t CallRow::least() const {
  return most() - static_cast<std::size_t>(std::count(arguments.begin(), arguments.end(), '['));
}

std::size_t CallRow::most() const { return parts(arguments); }

std::vector<CallRow::Option> CallRow::all_options() const {
  std::vector<Option> all;
  for (std::string_view rest = options; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(", "), rest.size());
    const std::size_t colon = rest.find(": ");
    all.push_back({rest.substr(0, colon), rest.substr(colon + 2, comma - colon - 2)});
    rest.remove_prefix(std::min(comma + 2, rest.size()));
  }
  return all;
}

std::vector<std::string_view> CallRow::option_names() const {
  std::vector<std::string_view> names;
  for (const Option& option : all_options()) {
    if (!option.is_ignored()) names.push_back(option.name);
  }
  return names;
}

bool CallRow::has_option(std::string_view option) const {
  const auto all = all_options();
  return std::any_of(all.begin(), all.end(), [&](const Option& o) { return o.name == option; });
}

std::span<const CallRow> all_calls() { return kCalls; }

const CallRow* find_call(std::string_view name) {
  for (const auto& [alias, call] : kAliases) {
    if (alias == name) name = call;
  }
  const auto row =
      std::find_if(std::begin(kCalls), std::end(kCalls), [&](const CallRow& r) { return r.name == name; });
  return row == std::end(kCalls) ? nullptr : row;
}

std::vector<std::string_view> call_names() {
  std::vector<std::string_view> names;
  for (const CallRow& row : kCalls) names.push_back(row.name);
  for (const auto& [alias, call] : kAliases) names.push_back(alias);
  return names;
}

std::string help_for_all() {
  std::string text = "Calls, as typed in iex with or without Cachex. and the cache's name:\n\n";
  for (const CallRow& row : kCalls) {
    std::string head(row.name);
    if (!row.arguments.empty()) head += fmt::format(" {}", row.arguments);
    text += fmt::format("  {:<20} {}\n", head, row.summary);
  }
  text +=
      "\nhelp CALL says more about one. Keys and values are Elixir literals: \"text\", :atom, 1.5, {1, 2}, "
      "[a: 1],\n"
      "%{k: \"v\"}, <<1, 2>>, ~c\"abc\". PATTERN = CALL is an assertion; _ and names stand for anything. # "
      "begins a "
      "comment.\n"
      "Tab completes, Ctrl-C drops a line, Ctrl-D leaves.\n";
  return text;
}

std::string help_for(const CallRow& row) {
  std::string text = fmt::format("{}\n\n  {}.\n  Example: {}\n", signature(row), row.summary, row.example);
  if (const std::string ignored = ignored_options(row); !ignored.empty())
    text += fmt::format("  Takes {} too, as Cachex does; here that changes nothing.\n", ignored);
  for (const auto& [alias, call] : kAliases) {
    if (call == row.name) text += fmt::format("  Also called {}.\n", alias);
  }
  return text;
}

}  // namespace cxdump::session
