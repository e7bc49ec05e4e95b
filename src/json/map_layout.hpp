#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/outline.hpp"
#include "cxdump/etf/tag.hpp"
#include "json/options.hpp"

namespace cxdump::json {

/// How a map is written.
enum class MapLayout : std::uint8_t {
  object,  ///< {"id":1}
  atoms,   ///< {"$atoms":{"id":1}}, typed mode only
  pairs,   ///< {"$map":[["id",1]]}
};

/// The layout that a map with such a first key has, unless another key forbids it: then it is pairs.
MapLayout layout_by_first_key(Mode mode, etf::Kind first_key);

/// Finds the layout of maps from all their keys. Time: linear in the keys' bytes, but for sorting hashes
/// where the keys do not stand in order. Memory is reused. Threads: one, one thread.
class MapLayouts {
 public:
  /// Requires: `outline` was built over `term`; `map` is one of its maps.
  MapLayout find(Mode mode, Bytes term, const etf::Outline& outline, const etf::Outline::Map& map);

 private:
  bool distinct_as_text(Bytes term, const etf::Outline& outline, const etf::Outline::Map& map);

  std::vector<std::uint64_t> hashes_;
};

/// Watches the keys of maps go by and says whether they fit the layout that the first one promised, without
/// having looked at the rest before. Never wrong when it says yes; when it does not know, it says no. For
/// maps of few keys.
class KeyWatch {
 public:
  static constexpr std::size_t kMostKeys = 32;
  struct Key {
    std::uint64_t prefix;   ///< a name's first bytes, big-endian; an integer's value
    std::uint64_t highest;  ///< of the prefixes up to here: what is higher is new
    etf::Tag tag;
    Bytes text;  ///< a name, in its term
  };

  void clear() { keys_.clear(); }

  /// Where a map's keys will start; forget(mark) when it is written.
  std::size_t mark() const { return keys_.size(); }
  void forget(std::size_t mark) { keys_.resize(mark); }
  std::span<const Key> since(std::size_t mark) const { return std::span(keys_).subspan(mark); }

  /// Whether `key` goes with the keys since `mark`: of their kind, and none of them as text.
  bool accepts(Mode mode, const etf::Head& key, std::size_t mark);

 private:
  static bool same_text(const Key& a, const Key& b);

  std::vector<Key> keys_;
};

}  // namespace cxdump::json
