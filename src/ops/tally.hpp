#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "ops/cachex.hpp"
#include "ops/key_table.hpp"
#include "ops/observe.hpp"

namespace cxdump::ops {

/// Counts a file's elements in file order: what the versions' rules and the findings need of them.
/// Memory: 24 bytes a key for each of the two tables that is kept. Threads: one.
class Tally {
 public:
  /// Adds elements in file order. One without a hash is in no table.
  void add(std::span<const Element> elements);
  void add(const Element& element);

  /// What was counted, in the facts that rules look at.
  void put_into(FileFacts& facts) const;

  std::uint64_t elements() const { return elements_; }
  std::uint64_t entries() const { return entries_; }
  std::uint64_t expired() const { return expired_; }
  std::uint64_t float_ttls() const { return float_ttls_; }
  std::uint64_t duplicates() const { return duplicates_; }
  std::uint64_t not_numbers() const { return not_numbers_; }

  /// The first of a kind, for a message: where, and the number of the element.
  struct First {
    std::uint64_t at;
    std::uint64_t number;
  };
  const std::optional<First>& first_duplicate() const { return first_duplicate_; }
  const std::optional<First>& first_stray() const { return first_stray_; }
  const std::optional<First>& first_not_numbers() const { return first_not_numbers_; }

 private:
  struct Table {
    KeyTable keys;
    std::uint64_t live = 0;
    std::uint64_t imported = 0;
    std::uint64_t imported_live = 0;

    /// Whether the key is new.
    bool keep(const etf::Hash128& key, bool is_live);
    /// As keep, and by an import too.
    bool keep_and_bring_in(const etf::Hash128& key, bool is_live, bool is_live_imported);
  };

  void note(const Element& element);
  void count_shape(const Element& element);
  void keep(const Element& element);
  /// Whether an import puts the element.
  bool brings_in(const Element& element);
  void refuse(std::string why);

  Table by_first_;
  Table by_second_;
  Import import_;
  std::uint64_t elements_ = 0;
  std::uint64_t entries_ = 0;
  std::uint64_t expired_ = 0;
  std::uint64_t float_ttls_ = 0;
  std::uint64_t duplicates_ = 0;
  std::uint64_t not_numbers_ = 0;
  std::uint64_t not_tuples_ = 0;
  std::uint64_t single_tuples_ = 0;
  bool improper_ = false;
  bool whole_ = false;
  std::optional<First> first_duplicate_;
  std::optional<First> first_stray_;
  std::optional<First> first_not_numbers_;
};

}  // namespace cxdump::ops
