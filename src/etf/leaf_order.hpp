#pragma once

#include <cstdint>

#include "cxdump/etf/order.hpp"
#include "cxdump/etf/tag.hpp"

namespace cxdump::etf {

/// A term's type, in the order of terms.
enum class Rank : std::uint8_t {
  number,
  atom,
  reference,
  fun,
  external_fun,
  port,
  pid,
  tuple,
  map,
  nil,
  list,
  bitstring,
};

/// Requires: `head` is neither an empty STRING_EXT nor a LIST_EXT of no elements; those are what follows
/// them.
Rank rank(Kind kind);

inline int order_of(std::uint64_t a, std::uint64_t b) { return a < b ? -1 : a > b ? 1 : 0; }

/// Compares two atoms' names by their code points.
int compare_atoms(const Head& a, const Head& b);

/// Compares bit by bit, the shorter first. Requires: kinds binary or bitstring.
int compare_bits(const Head& a, const Head& b);

/// Compares two heads of the same Rank by all but their children. Not for tuples, maps and lists, which are
/// 0.
int compare_leaves(const Head& a, const Head& b, Equality equality);

}  // namespace cxdump::etf
