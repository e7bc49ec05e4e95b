#pragma once

#include <absl/container/flat_hash_set.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ops/cachex.hpp"
#include "ops/survey.hpp"

namespace cxdump::ops {

/// Which versions of Cachex are asked about.
struct AskedVersions {
  std::vector<CachexVersion> versions;
  bool must_load = true;  ///< each must load all of the file as what it is; false: what it does is only told

  /// Adds "2.1", "3.0", "3.6" or "4.1"; "all" stands for the four, which are only told about. Throws: Error
  /// `usage`.
  void add(std::string_view name);
};

/// What a repository demands of its dumps. What is not set is not asked.
struct CheckRules {
  std::optional<AskedVersions> versions;  ///< none: the one that writes such files, which must load it
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

/// The rules of a JSON file: an object whose fields are the long options of cxdump-check(1) without dashes
/// before, such as {"max-expired": "5%"}. Throws: Error `usage` that names the file and the field; `system`.
CheckRules read_rules_file(const std::string& path);

/// The atoms of a text file, as atoms_in has them. Throws: Error `usage`, with its name and the line;
/// `system`.
absl::flat_hash_set<std::string> read_atom_file(const std::string& path);

/// The same from texts. `path`: for errors, and where a file that the rules name is looked for.
CheckRules rules_in(std::string_view json, const std::string& path);

/// The atoms that a text lists, one a line: `name`, `:name`, `Some.Module`, or as Elixir prints it, `:"a b"`.
absl::flat_hash_set<std::string> atoms_in(std::string_view text);

/// "5%" or "5": a share of 0 to 100 per cent. Throws: Error `usage`.
double parse_percent(std::string_view text);

/// A finite number from 0. Throws: Error `usage`.
double parse_ratio(std::string_view text);

/// A number of bytes: digits, and perhaps K, M or G (1024). Throws: Error `usage`.
std::uint64_t parse_size(std::string_view text);

}  // namespace cxdump::ops
