#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cxdump/base/bytes.hpp"

namespace cxdump::etf {

// Erlang's + and - on numbers of any size (erts big.c). Requires: the terms are integers or floats, without
// 131. Time and memory: linear in their bytes.

/// a + b; a float among them makes the result one. Nothing: the result is no finite float (Erlang raises
/// badarith).
std::optional<std::vector<std::uint8_t>> add(Bytes a, Bytes b);

/// -number.
std::vector<std::uint8_t> negate(Bytes number);

}  // namespace cxdump::etf
