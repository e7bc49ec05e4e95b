#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <string>
#include <vector>

#include "cxdump/dump/entry.hpp"
#include "cxdump/etf/encode.hpp"
#include "cxdump/etf/tag.hpp"

namespace cxdump::ops {

/// How often an atom occurs, and in which entry first.
struct AtomUse {
  std::uint64_t count = 0;
  std::uint64_t first_entry = 0;  ///< counted from 1
  std::string first_key;          ///< in Elixir's form
};

/// Atoms by name, in UTF-8.
using AtomUses = absl::flat_hash_map<std::string, AtomUse>;

/// Which atoms stand in some entries; those in the names of nodes, modules and functions count, as they do
/// for binary_to_term(..., [safe]). Threads: one collector, one thread.
class AtomCollector {
 public:
  void clear() { uses_.clear(); }
  /// Notes an atom of `entry`.
  void add(const etf::Head& atom, const dump::Entry& entry, std::uint64_t number);
  /// Notes the atoms inside an identifier or a fun, if the head is one.
  void add_inside(const etf::Head& head, const dump::Entry& entry, std::uint64_t number);
  /// All atoms of an entry.
  void add_all(const dump::Entry& entry, std::uint64_t number);

  AtomUses& uses() { return uses_; }
  const AtomUses& uses() const { return uses_; }

  /// Adds what a later stretch of the file holds.
  void merge(const AtomCollector& later);

 private:
  AtomUses uses_;
  std::string name_;
};

/// Which parts of a Survey are wanted.
struct SurveyParts {
  bool shape = false;  ///< depth, funs, identifiers
  bool atoms = false;
  bool canonical = false;
  bool any() const { return shape || atoms || canonical; }
};

/// What rules ask about terms beyond their validity. Threads: one survey, one thread.
class Survey {
 public:
  explicit Survey(SurveyParts parts = {}) : parts_(parts) {}

  void clear();
  void add(const dump::Entry& entry, std::uint64_t number);
  void merge(const Survey& later);

  std::uint64_t depth = 0;  ///< of the deepest key or value: 1 with nothing inside
  std::uint64_t funs = 0;
  std::uint64_t identifiers = 0;    ///< pids, ports and references
  std::uint64_t not_canonical = 0;  ///< entries with a term that no VM would encode so
  std::uint64_t deepest_entry = 0;  ///< counted from 1; of the others, the first that has one; 0: none
  std::uint64_t first_fun = 0;
  std::uint64_t first_identifier = 0;
  std::uint64_t first_not_canonical = 0;
  AtomCollector atoms;

 private:
  void walk(const dump::Entry& entry, std::uint64_t number);
  void count(const etf::Head& head, std::uint64_t number);
  void compare_encoding(Bytes record, std::uint64_t number);

  SurveyParts parts_;
  std::vector<std::uint64_t> open_;
  etf::Encoder as_before_26_{{etf::MinorVersion::one, etf::MapOrder::as_vm}};
  etf::Encoder as_from_26_{{etf::MinorVersion::two, etf::MapOrder::as_vm}};
  std::vector<std::uint8_t> encoded_;
};

}  // namespace cxdump::ops
