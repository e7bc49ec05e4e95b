#include "json/seen_keys.hpp"

#include <xxhash.h>

namespace cxdump::json {

SeenKeys::Key SeenKeys::of(std::string_view text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return {hash.low64, hash.high64};
}

}  // namespace cxdump::json
