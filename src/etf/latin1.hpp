#pragma once

#include <cstddef>
#include <optional>

#include "cxdump/base/bytes.hpp"
#include "etf/atom_name.hpp"

namespace cxdump::etf {

/// Writes `utf8` to `out` as Latin-1 and returns its length; nothing when a character is over U+00FF.
/// Requires: well-formed UTF-8 of no more characters than `out` holds.
std::optional<std::size_t> utf8_to_latin1(Bytes utf8, MutableBytes out);

/// Writes `latin1` to `out` (twice its size) as UTF-8 and returns its length.
std::size_t latin1_to_utf8(Bytes latin1, MutableBytes out);

}  // namespace cxdump::etf
