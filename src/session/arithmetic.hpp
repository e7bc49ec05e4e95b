#pragma once

#include "etf/arithmetic.hpp"
#include "session/term.hpp"

namespace cxdump::session {

using etf::add;
using etf::negate;

/// touched + ttl - now, in this order. Nothing when one of the two is no number, or the sum no finite
/// float.
std::optional<Term> remaining(Bytes touched, Bytes ttl, std::int64_t now);

}  // namespace cxdump::session
