#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cxdump/base/error.hpp"
#include "cxdump/dump/codec.hpp"
#include "cxdump/io/spool.hpp"
#include "ops/cachex.hpp"
#include "ops/check_rules.hpp"

namespace cxdump::ops {

enum class Severity : std::uint8_t {
  info,     ///< a figure, or a rule that holds
  warning,  ///< loads, but perhaps not as meant
  rule,     ///< a rule is broken
  error,    ///< the file is damaged, or no dump
};

/// "info", "warning", "rule", "error".
std::string_view name(Severity severity);

struct Finding {
  std::string id;  ///< stays as it is from version to version
  Severity severity = Severity::info;
  std::optional<std::uint64_t> offset;
  Space space = Space::data;
  std::optional<std::uint64_t> entry;  ///< counted from 1
  std::string message;
};

struct CheckOptions {
  dump::DecodeOptions decode;
  CheckRules rules;
  std::int64_t now = 0;
  std::uint64_t seed = 0;  ///< of hashes; a random one withstands files made to collide
  int threads = 1;
};

struct CheckReport {
  std::string file;
  std::optional<dump::Container> container;
  bool is_empty_list = false;  ///< of v2 or v3, which nothing tells
  std::uint64_t entries = 0;   ///< whole and valid ones, up to the first damage
  std::uint64_t expired = 0;
  std::vector<Finding> findings;
  std::vector<std::pair<CachexVersion, Answer>> cachex;

  /// 0; 1 a rule is broken; 3 damaged.
  int status() const;
};

/// What stands for a file that cannot be opened or read: one finding, `unreadable`.
CheckReport unreadable(const std::string& path, const Error& error);

/// Reads and validates all of `input`, says what each version of Cachex makes of it, and judges it by the
/// rules. Memory does not grow with the file: from some hundred thousand entries on, 24 bytes of each, or 48
/// when versions with different keys are asked about, lie in an unnamed file. Throws: Error `system`.
CheckReport check(const io::Rereadable& input, const CheckOptions& options);

}  // namespace cxdump::ops
