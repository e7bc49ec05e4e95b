#include "cxdump/dump/content.hpp"

#include <xxhash.h>

#include <new>

namespace cxdump::dump {

struct ContentHash::State {
  XXH3_state_t* xxh = XXH3_createState();
  State() {
    if (xxh == nullptr || XXH3_128bits_reset(xxh) != XXH_OK) throw std::bad_alloc();
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { XXH3_freeState(xxh); }
};

ContentHash::ContentHash() : state_(std::make_unique<State>()) {}
ContentHash::~ContentHash() = default;
ContentHash::ContentHash(ContentHash&&) noexcept = default;

void ContentHash::add(Bytes records) { XXH3_128bits_update(state_->xxh, records.data(), records.size()); }

Hash ContentHash::value() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(state_->xxh);
  return {hash.low64, hash.high64};
}

Hash content_of(Bytes records) {
  const XXH128_hash_t hash = XXH3_128bits(records.data(), records.size());
  return {hash.low64, hash.high64};
}

}  // namespace cxdump::dump
