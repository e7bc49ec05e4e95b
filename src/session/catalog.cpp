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
  if (!row.options.empty()) text += fmt::format("{} {}", row.arguments.empty() ? "" : ",", row.options);
  return text;
}

}  // namespace

std::size_t CallRow::least() const {
  return most() - static_cast<std::size_t>(std::count(arguments.begin(), arguments.end(), '['));
}

std::size_t CallRow::most() const { return parts(arguments); }

std::vector<std::string_view> CallRow::option_names() const {
  std::vector<std::string_view> names;
  for (std::string_view rest = options; !rest.empty();) {
    names.push_back(rest.substr(0, rest.find(':')));
    const std::size_t comma = rest.find(", ");
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 2);
  }
  return names;
}

bool CallRow::has_option(std::string_view option) const {
  const auto names = option_names();
  return std::find(names.begin(), names.end(), option) != names.end();
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
      "%{k: \"v\"}, <<1, 2>>, ~c\"abc\". PATTERN = CALL is an assertion; _ stands for anything. # begins a "
      "comment.\n"
      "Ctrl-C drops a line, Ctrl-D leaves.\n";
  return text;
}

std::string help_for(const CallRow& row) {
  std::string text = fmt::format("{}\n\n  {}.\n  Example: {}\n", signature(row), row.summary, row.example);
  for (const auto& [alias, call] : kAliases) {
    if (call == row.name) text += fmt::format("  Also called {}.\n", alias);
  }
  return text;
}

}  // namespace cxdump::session
