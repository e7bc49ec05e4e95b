#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cxdump::session {

class Invocation;
struct Answer;

enum class Scope { cache, session };

/// A row of calls.def.
struct CallRow {
  std::string_view name;
  Answer (*run)(Invocation& invocation);
  Scope scope;
  std::string_view arguments;
  std::string_view options;
  std::string_view summary;
  std::string_view example;

  std::size_t least() const;  ///< arguments that must be there
  std::size_t most() const;

  /// One of `options`.
  struct Option {
    std::string_view name;
    std::string_view meaning;
    bool is_ignored() const { return meaning == "IGNORED"; }
  };
  std::vector<Option> all_options() const;
  /// The names of those that change something.
  std::vector<std::string_view> option_names() const;
  bool has_option(std::string_view option) const;
};

/// All calls, in the order of calls.def.
std::span<const CallRow> all_calls();

/// The call of this name or alias; null: there is none.
const CallRow* find_call(std::string_view name);

/// Names and aliases: what can be typed.
std::vector<std::string_view> call_names();

/// The other names of a call.
std::vector<std::string_view> aliases_of(const CallRow& row);

/// The name that was probably meant: one a few letters away, or what other modules' name is here; nothing
/// when there is none.
std::string nearest_call(std::string_view typed);

}  // namespace cxdump::session
