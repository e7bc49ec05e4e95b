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

/// Requires: the kind came from read_resolved.
constexpr Rank rank(Kind kind) {
  switch (kind) {
    case Kind::integer:
    case Kind::big:
    case Kind::floating:
      return Rank::number;
    case Kind::atom:
      return Rank::atom;
    case Kind::binary:
    case Kind::bitstring:
      return Rank::bitstring;
    case Kind::nil:
      return Rank::nil;
    case Kind::string:
    case Kind::list:
      return Rank::list;
    case Kind::tuple:
      return Rank::tuple;
    case Kind::map:
      return Rank::map;
    case Kind::pid:
      return Rank::pid;
    case Kind::port:
      return Rank::port;
    case Kind::reference:
      return Rank::reference;
    case Kind::fun:
      return Rank::fun;
    case Kind::external_fun:
      return Rank::external_fun;
  }
  return Rank::bitstring;
}

inline int order_of(std::uint64_t a, std::uint64_t b) { return a < b ? -1 : a > b ? 1 : 0; }

/// Compares two atoms' names by their code points.
int compare_atoms(const Head& a, const Head& b);

/// Compares bit by bit, the shorter first. Requires: kinds binary or bitstring.
int compare_bits(const Head& a, const Head& b);

/// Compares two heads of the same Rank by all but their children. Not for tuples, maps and lists, which are
/// 0.
int compare_leaves(const Head& a, const Head& b, Equality equality);

}  // namespace cxdump::etf
