#pragma once

#include <cstdint>

#include "cxdump/base/bytes.hpp"

namespace cxdump::etf {

/// erlang:phash2/1: 0 .. 2^27 - 1, the same for every encoding of a term.
/// Of pids, ports and references it hashes numbers that the VM which made them gave out, of local funs what
/// the compiler did: OTP 25 agrees with what is computed here from their bytes; other releases were not
/// asked. Source: ERTS erl_term_hashing.c (utils.c up to OTP 24), make_hash2.
///
/// Requires: a Cursor has accepted `term`; no 131 before it. Linear in its length; does not recurse.
std::uint32_t phash2(Bytes term);

/// erlang:phash2/2: 0 .. range - 1. Requires: range is 1 .. 2^32.
std::uint32_t phash2(Bytes term, std::uint64_t range);

}  // namespace cxdump::etf
