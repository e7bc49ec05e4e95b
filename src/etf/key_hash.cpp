#include "cxdump/etf/key_hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace cxdump::etf {

Hash128 key_hash(Bytes term, std::uint64_t seed, Canonical& canonical) {
  const Bytes bytes = canonical.of(term);
  const XXH128_hash_t hash = XXH3_128bits_withSeed(bytes.data(), bytes.size(), seed);
  return {hash.low64, hash.high64};
}

}  // namespace cxdump::etf
