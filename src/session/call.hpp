#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "session/term.hpp"

namespace cxdump::session {

/// A call as it was typed: `[Cachex.]NAME[!] ARGUMENTS`.
struct Call {
  std::string name;
  bool with_module = false;  ///< `Cachex.NAME`, whose first argument is the cache
  bool raises = false;       ///< `NAME!` gives the bare result, and fails where NAME gives an error
  std::vector<Term> arguments;
};

/// What a statement of a script says.
struct Parsed {
  std::optional<Term> pattern;     ///< PATTERN = …; `name = …` is a pattern that takes anything
  std::variant<Call, Term> right;  ///< a call, or a literal that stands for itself
};

/// Reads the statement that stands in `script` from `begin` to `end`.
/// Throws: Error `usage`, with line and column in the script where there are some.
Parsed parse_statement(std::string_view script, std::size_t begin, std::size_t end);

}  // namespace cxdump::session
