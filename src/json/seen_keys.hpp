#pragma once

#include <cstdint>
#include <string_view>

#include <absl/container/flat_hash_set.h>

namespace cxdump::json {

/// The keys of an object under way, by a 128-bit hash of their text: 16 bytes each and the table's slack.
class SeenKeys {
 public:
  struct Key {
    std::uint64_t low;
    std::uint64_t high;
    friend bool operator==(const Key& a, const Key& b) = default;
    template <typename H>
    friend H AbslHashValue(H state, const Key& key) {
      return H::combine(std::move(state), key.low);
    }
  };

  static Key of(std::string_view text);

  /// False: a key of the same text came before.
  bool add(const Key& key) { return keys_.insert(key).second; }

 private:
  absl::flat_hash_set<Key> keys_;
};

}  // namespace cxdump::json
