#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/outline.hpp"
#include "etf/lockstep.hpp"

namespace cxdump::etf {

/// The maps of one term with the pairs of each in ascending exact order of their keys. Nothing is read before
/// the first question, so terms without maps cost nothing.
///
/// Maps are sorted from the innermost outwards: to compare two keys then takes time linear in the smaller
/// one, even if maps stand in keys of maps, and sorting all of them about n log n. Threads: one SortedMaps,
/// one thread.
class SortedMaps {
 public:
  /// Requires: `term` is valid and outlives all questions.
  void reset(Bytes term);

  Bytes term() const { return term_; }
  std::size_t offset(const std::uint8_t* in_term) const {
    return static_cast<std::size_t>(in_term - term_.data());
  }

  /// The map whose tag byte stands at `at` in the term. Requires: there is one, and it is not empty.
  const Outline::Map& map_at(std::size_t at);

  /// Its pairs, ascending; equal keys stay in the order of the term. Requires: `map` came from map_at or
  /// maps.
  std::span<const Outline::Pair> sorted(const Outline::Map& map) const {
    return pairs_.empty() ? outline_.pairs(map) : std::span(pairs_).subspan(map.first, map.count);
  }

  /// Whether a map's keys ascend as they stand. As sorted.
  bool ascending(const Outline::Map& map) const;

  /// All maps that are not empty, by position.
  std::span<const Outline::Map> maps();

  /// The exact order of the terms at two offsets.
  int compare_keys(std::size_t a, std::size_t b);

 private:
  void build();
  void sort(const Outline::Map& map);
  bool stands_sorted(const Outline::Map& map);

  Bytes term_;
  bool built_ = false;
  std::size_t next_ = 0;  ///< the map behind the one that was asked for last
  Outline outline_;
  std::vector<Outline::Pair> pairs_;  ///< the outline's, sorted; empty as long as those are
  Lockstep lockstep_;
};

}  // namespace cxdump::etf
