#pragma once

#include <optional>

#include "cxdump/base/bytes.hpp"

namespace cxdump::etf {

/// The number of a FLOAT_EXT's 31 bytes, `[+-]?D+[.,]D+([eE][+-]?D+)?` up to a NUL (ERTS sys_float.c,
/// sys_chars_to_double); nothing when it is malformed or too large. Too small a number is 0.0.
std::optional<double> parse_float_text(Bytes text);

}  // namespace cxdump::etf
