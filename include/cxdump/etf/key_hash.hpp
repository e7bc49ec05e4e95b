#pragma once

#include <cstdint>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/canonical.hpp"

namespace cxdump::etf {

/// 128 bits that stand for a key: with a random seed, two different keys of one run share them with a
/// probability that no dump is large enough to see.
struct Hash128 {
  std::uint64_t low;
  std::uint64_t high;
  friend bool operator==(const Hash128&, const Hash128&) = default;
};

/// The hash of a term's canonical form (XXH3, 128 bits): the same for all encodings of terms that are `=:=`.
/// Requires: as Canonical::of, whose memory is used.
Hash128 key_hash(Bytes term, std::uint64_t seed, Canonical& canonical);

}  // namespace cxdump::etf
