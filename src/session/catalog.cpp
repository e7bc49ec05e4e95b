#include "session/catalog.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/nearest.hpp"
#include "session/calls.hpp"

namespace cxdump::session {
namespace {

constexpr CallRow kCalls[] = {
#define SESSION_CALL(name, function, scope, arguments, options, summary, example) \
  {name, calls::function, Scope::scope, arguments, options, summary, example},
#define SESSION_ALIAS(name, call)
#define SESSION_OTHER_NAME(name, call)
#include "session/calls.def"
#undef SESSION_CALL
#undef SESSION_ALIAS
#undef SESSION_OTHER_NAME
};

constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
#define SESSION_CALL(name, function, scope, arguments, options, summary, example)
#define SESSION_ALIAS(name, call) {name, call},
#define SESSION_OTHER_NAME(name, call)
#include "session/calls.def"
#undef SESSION_CALL
#undef SESSION_ALIAS
#undef SESSION_OTHER_NAME
};

constexpr std::pair<std::string_view, std::string_view> kOtherNames[] = {
#define SESSION_CALL(name, function, scope, arguments, options, summary, example)
#define SESSION_ALIAS(name, call)
#define SESSION_OTHER_NAME(name, call) {name, call},
#include "session/calls.def"
#undef SESSION_CALL
#undef SESSION_ALIAS
#undef SESSION_OTHER_NAME
};

std::size_t parts(std::string_view list) {
  return list.empty() ? 0 : static_cast<std::size_t>(std::count(list.begin(), list.end(), ',')) + 1;
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

std::string nearest_call(std::string_view typed) {
  for (const auto& [other, call] : kOtherNames) {
    if (other == typed) return std::string(call);
  }
  return nearest(typed, call_names());
}

std::vector<std::string_view> aliases_of(const CallRow& row) {
  std::vector<std::string_view> names;
  for (const auto& [alias, call] : kAliases) {
    if (call == row.name) names.push_back(alias);
  }
  return names;
}

}  // namespace cxdump::session
