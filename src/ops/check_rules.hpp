#pragma once

#include <absl/container/flat_hash_set.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ops/survey.hpp"

namespace cxdump::ops {

/// What a repository demands of its dumps. What is not set is not asked.
struct CheckRules {
  std::optional<std::uint64_t> min_entries;
  std::optional<std::uint64_t> max_entries;
  std::optional<double> max_expired;  ///< per cent
  std::optional<std::uint64_t> max_entry_size;
  std::optional<std::uint64_t> max_file_size;
  std::optional<double> max_ratio;  ///< uncompressed bytes for each one in the file
  std::optional<std::uint64_t> max_depth;
  std::optional<std::uint64_t> max_atoms;
  std::optional<absl::flat_hash_set<std::string>> known_atoms;  ///< names in UTF-8
  bool no_funs = false;
  bool no_pids = false;
  bool unique_keys = false;
  bool canonical = false;

  /// Takes what is set in `others`, and keeps the rest.
  void override_with(CheckRules others);

  /// What of the terms must be looked at.
  SurveyParts survey() const;
};

/// Sets rules from a JSON object whose fields are the long options without dashes, such as {"max-expired":
/// "5%"}. Throws: Error `usage`, with `name` for where the text is from.
void read_rules(std::string_view json, const std::string& name, CheckRules& rules);

/// "5%" or "5": a share in per cent. Throws: Error `usage`.
double parse_percent(std::string_view text);

/// A number of bytes: digits, and perhaps K, M or G (1024). Throws: Error `usage`.
std::uint64_t parse_size(std::string_view text);

/// The atoms that a text file lists, one a line, with or without a colon before; quoted ones as Elixir prints
/// them.
absl::flat_hash_set<std::string> read_atom_list(std::string_view text);

}  // namespace cxdump::ops
