#pragma once

#include <cstdint>

#include "cxdump/base/bytes.hpp"

namespace cxdump::etf {

// A pattern is bytes like a term's, as parse_pattern makes them. A name in it is an atom as SMALL_ATOM_EXT, a
// tag that no VM writes to a file and that no other atom in a pattern has.

/// The bytes of the name `_`, the wildcard.
inline constexpr std::uint8_t kWildcard[] = {115, 1, '_'};

/// Whether Elixir's `pattern = term` would hold: a map matches when it has all of the pattern's keys, and
/// their values match; all else when it is `=:=`, but for what stands at a name. `_` takes anything, any
/// other name takes anything once and then the same again. Nothing recurses. Requires: a Cursor accepts both;
/// no 131.
bool matches(Bytes pattern, Bytes term);

}  // namespace cxdump::etf
