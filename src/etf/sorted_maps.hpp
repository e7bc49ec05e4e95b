#pragma once

#include <cstddef>
#include <span>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/plain_vector.hpp"
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

  /// As above, with an outline of it that somebody has already. Requires: it outlives all questions too.
  void reset(Bytes term, const Outline& outline);

  /// When all questions are answered: gives back what memory only a large term needs.
  void trim() {
    own_.trim();
    pairs_.trim();
    lockstep_.trim();
  }

  Bytes term() const { return term_; }
  std::size_t offset(const std::uint8_t* in_term) const {
    return static_cast<std::size_t>(in_term - term_.data());
  }

  /// The map whose tag byte stands at `at` in the term. Requires: there is one, and it is not empty.
  const Outline::Map& map_at(std::size_t at);

  /// A map's number among maps(), and the map of a number.
  std::uint32_t number(const Outline::Map& map) const { return outline_->number(map); }
  const Outline::Map& map(std::uint32_t number) const { return outline_->maps()[number]; }

  /// Its pairs, ascending; equal keys stay in the order of the term. Requires: `map` came from map_at or
  /// maps.
  std::span<const Outline::Pair> sorted(const Outline::Map& map) const {
    return pairs_.empty() ? outline_->pairs(map)
                          : std::span<const Outline::Pair>(pairs_).subspan(map.first, map.count);
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
  Outline own_;
  const Outline* outline_ = &own_;
  PlainVector<Outline::Pair> pairs_;  ///< the outline's, sorted; empty as long as those are
  Lockstep lockstep_;
};

}  // namespace cxdump::etf
