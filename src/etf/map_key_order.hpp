#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/outline.hpp"
#include "etf/sorted_maps.hpp"

namespace cxdump::etf {

/// In which order the pairs of a map are printed: a small map's by its keys, as the VM keeps it; a large
/// map's as they stand, since only a VM knows its own order.
class MapKeyOrder {
 public:
  /// Before the maps of another term. Requires: `term` outlives all questions.
  void reset(Bytes term) { sorted_maps_.reset(term); }

  /// Appends the numbers of the pairs to `order` when they do not stand in order already. Returns whether it
  /// did. Requires: `outline` was built over the term.
  bool append(const Outline& outline, const Outline::Map& map, std::vector<std::uint32_t>& order);

 private:
  SortedMaps sorted_maps_;
};

}  // namespace cxdump::etf
