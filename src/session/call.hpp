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
  std::optional<Term> pattern;     ///< PATTERN = …
  std::variant<Call, Term> right;  ///< a call, or a literal that stands for itself
  std::string_view right_text;     ///< valid as long as the statement
};

/// Reads a statement. Throws: Error `usage`, `line 1, column 5: ...`, counted in the statement.
Parsed parse_statement(std::string_view statement);

}  // namespace cxdump::session
