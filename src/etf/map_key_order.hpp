#pragma once

#include <cstddef>
#include <cstdint>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/plain_vector.hpp"
#include "cxdump/etf/outline.hpp"
#include "etf/sorted_maps.hpp"

namespace cxdump::etf {

/// In which order the pairs of a map are printed: a small map's by its keys, as the VM keeps it; a large
/// map's as they stand, since only a VM knows its own order.
class MapKeyOrder {
 public:
  /// Before the maps of another term. Requires: `outline` was built over `term`; both outlive all questions.
  void reset(Bytes term, const Outline& outline) {
    outline_ = &outline;
    sorted_maps_.reset(term, outline);
  }

  void trim() { sorted_maps_.trim(); }

  /// Appends the numbers of the pairs to `order` when they do not stand in order already. Returns whether it
  /// did. Requires: `map` is of the outline.
  bool append(const Outline::Map& map, PlainVector<std::uint32_t>& order);

 private:
  const Outline* outline_ = nullptr;
  SortedMaps sorted_maps_;
};

}  // namespace cxdump::etf
