#pragma once

#include "session/term.hpp"

namespace cxdump::session {

// Erlang's + and - on numbers of any size (erts big.c), as incr, decr and ttl want them. The terms are
// integers or floats; a float among them makes the result one. Nothing: the result is no finite float (Erlang
// raises badarith).

std::optional<Term> add(Bytes a, Bytes b);
Term negate(Bytes number);

/// touched + ttl - now, in this order. Nothing when one of the two is no number, or as above.
std::optional<Term> remaining(Bytes touched, Bytes ttl, std::int64_t now);

}  // namespace cxdump::session
