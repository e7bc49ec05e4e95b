#include "session/invocation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.hpp"
#include "cxdump/base/error.hpp"
#include "session/excerpt.hpp"

namespace cxdump::session {
namespace {

// Options that Cachex takes everywhere, for hooks and workers that there are none of here.
constexpr std::string_view kIgnored[] = {"async", "notify", "via", "hook_result", "timeout"};

bool is_ignored(std::string_view option) {
  for (const std::string_view name : kIgnored) {
    if (name == option) return true;
  }
  return false;
}

}  // namespace

Invocation::Invocation(Session& session, const CallRow& row, const Call& call)
    : session_(session),
      row_(row),
      typed_(call.name),
      cache_(session.find(session.current_name())),
      now_(session.world().clock()) {
  for (const Term& term : call.arguments) arguments_.emplace_back(term);
  if (row.scope == Scope::cache) take_cache(call);
  take_options();
  if (size() < row.least()) refuse(fmt::format("wants {}", row.arguments));
  if (size() > row.most()) {
    refuse(row.most() == 0 ? "wants no argument"
                           : fmt::format("wants {}, not {} arguments", row.arguments, size()));
  }
}

// With the module, the first argument is the cache. Without it, when there is one argument more than the call
// can use, or the name of a cache stands before as many as it wants.
void Invocation::take_cache(const Call& call) {
  if (arguments_.empty()) return;
  const auto name = atom_name(arguments_[0]);
  if (!name) return;
  const auto last = size() > 1 ? keywords(arguments_.back()) : std::nullopt;
  const bool has_options = last && has_all(*last);
  const std::size_t others = size() - 1;
  const bool room = others >= row_.least();
  const bool surplus = size() > row_.most() + (has_options ? 1 : 0);
  const bool known = session_.find(*name) != nullptr && others == row_.least() + (has_options ? 1 : 0);
  if (!call.with_module && !surplus && !known) return;
  const bool is_mistyped_option = last && !last->empty() && !has_options && !call.with_module;
  if (is_mistyped_option && session_.find(*name) == nullptr) return;
  if (!room) {
    if (row_.least() == size()) return;  // the module was written, the cache was not
    refuse(fmt::format("wants {}", row_.arguments));
  }
  cache_ = session_.find(*name);
  arguments_.erase(arguments_.begin());
}

bool Invocation::has_all(const std::vector<Keyword>& options) const {
  return std::all_of(options.begin(), options.end(), [&](const Keyword& option) {
    return row_.has_option(option.name) || is_ignored(option.name);
  });
}

void Invocation::take_options() {
  if (size() <= row_.least()) return;
  auto pairs = keywords(arguments_.back());
  if (!pairs) return;
  arguments_.pop_back();
  options_ = std::move(*pairs);
  for (const Keyword& option : options_) {
    if (has_all({option})) continue;
    const std::string near = nearest(option.name, row_.option_names());
    refuse(fmt::format("has no option `{}:`{}", option.name,
                       near.empty() ? "" : fmt::format("; did you mean `{}:`?", near)));
  }
}

std::optional<Bytes> Invocation::option(std::string_view name) const {
  for (const Keyword& option : options_) {
    if (option.name == name) return option.value;
  }
  return std::nullopt;
}

std::optional<Bytes> Invocation::integer_option(std::string_view name) const {
  const auto value = option(name);
  return value && is_integer(*value) ? value : std::nullopt;
}

std::string Invocation::path(std::size_t i) const {
  const auto bytes = binary_bytes(arguments_[i]);
  if (!bytes) refuse(fmt::format("wants a path in quotes, not {}", excerpt(inspect(arguments_[i]))));
  return std::string(as_text(*bytes));
}

std::string Invocation::name(std::size_t i) const {
  const auto name = atom_name(arguments_[i]);
  if (!name) refuse(fmt::format("wants a name such as :my_cache, not {}", excerpt(inspect(arguments_[i]))));
  return *name;
}

void Invocation::refuse(std::string_view why) const {
  throw Error(ErrorKind::usage, fmt::format("{} {}", typed_, why)).hint(fmt::format("see `help {}`", typed_));
}

}  // namespace cxdump::session
