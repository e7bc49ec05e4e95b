#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "ops/cachex.hpp"
#include "ops/keyed_records.hpp"
#include "ops/observe.hpp"

namespace cxdump::ops {

/// Counts a file's elements in file order: what the versions' rules and the findings need of them.
/// Memory does not grow with them (KeyedRecords). Threads: one. Throws: Error `system`.
class Tally {
 public:
  explicit Tally(const KeyedRecords::Limits& limits = {}) : by_first_(limits), by_second_(limits) {}

  /// Adds elements in file order. One without a hash is in no table.
  void add(std::span<const Element> elements);
  void add(const Element& element);

  /// After the last element: brings those of one key together.
  void settle();

  /// What was counted, in the facts that rules look at. Requires: settle().
  void put_into(FileFacts& facts) const;

  std::uint64_t elements() const { return elements_; }
  std::uint64_t entries() const { return entries_; }
  std::uint64_t expired() const { return expired_; }
  std::uint64_t float_ttls() const { return float_ttls_; }
  std::uint64_t not_numbers() const { return not_numbers_; }
  /// Requires: settle().
  std::uint64_t duplicates() const { return duplicates_; }

  /// The first of a kind, for a message: where, and the number of the element.
  struct First {
    std::uint64_t at;
    std::uint64_t number;
  };
  const std::optional<First>& first_duplicate() const { return first_duplicate_; }
  const std::optional<First>& first_stray() const { return first_stray_; }
  const std::optional<First>& first_not_numbers() const { return first_not_numbers_; }

 private:
  /// A cache that holds the last element of each key.
  struct Kept {
    KeptKeys all;
    KeptKeys imported;  ///< as far as an import has put elements
  };

  void note(const Element& element);
  void count_shape(const Element& element);
  void keep(const Element& element);
  Kept settle(const KeyedRecords& records);
  void settle_one(std::uint8_t& state, bool is_new, const KeyedRecords::Record& record);
  /// Whether an import puts the element.
  bool brings_in(const Element& element);
  void refuse(std::string why);

  KeyedRecords by_first_;
  KeyedRecords by_second_;
  Kept kept_by_first_;
  Kept kept_by_second_;
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
