#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "cxdump/base/plain_vector.hpp"
#include "cxdump/etf/order.hpp"
#include "cxdump/etf/outline.hpp"
#include "cxdump/etf/tag.hpp"

namespace cxdump::etf {

class SortedMaps;

/// Walks two terms side by side, in the order in which Erlang compares them, until they differ. As long as
/// they have not, both have the same shape, so one explicit stack serves for both.
class Lockstep {
 public:
  /// A term's place in a larger one, whose maps `maps` knows.
  struct Place {
    SortedMaps* maps;
    std::size_t at;
  };

  /// -1, 0 or 1. Requires: both places hold valid terms.
  int compare(Place a, Place b, Equality equality);

  void trim() { frames_.trim(); }

 private:
  /// Where one side stands, and how far it is in the list around it.
  struct Side {
    SortedMaps* maps;
    const std::uint8_t* begin;
    const std::uint8_t* at;
    const std::uint8_t* end;
    void read(Head& head);
    void go_to(std::size_t offset) { at = begin + offset; }
    std::span<const Outline::Pair> sorted(std::uint32_t map) const;
    Bytes key(const Outline::Pair& pair) const { return {begin + pair.key, pair.value - pair.key}; }
  };
  /// A run of a list's elements: those of a LIST_EXT, or the bytes of a STRING_EXT. A list may be several in
  /// a row.
  struct Run {
    std::uint32_t left;
    bool bytes;
    bool refill(Side& side);
    void element(Side& side, Head& head);
    void tail(Side& side, Head& head);
  };
  enum class What : std::uint8_t { terms, list, keys, values };
  /// Small, since hostile terms have millions of levels.
  struct Frame {
    What what;
    Equality equality;
    Run a;  ///< list; of terms: how many are left on both sides; of a map: how many pairs are done
    Run b;
    std::uint32_t map_a;  ///< keys, values: the maps by their numbers
    std::uint32_t map_b;
  };

  static Side side(Place place);
  static Run enter(Side& side, const Head& list);
  int meet_next(Equality equality);
  int meet(const Head& a, const Head& b, Equality equality);
  int meet_maps(const Head& a, const Head& b, Equality equality);
  int step();
  int step_list(Frame& frame);
  int step_keys(Frame& frame);
  int step_values(Frame& frame);
  void push_terms(std::uint32_t count, Equality equality);

  Side a_;
  Side b_;
  PlainVector<Frame> frames_;
};

}  // namespace cxdump::etf
