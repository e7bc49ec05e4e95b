#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/order.hpp"
#include "cxdump/etf/outline.hpp"

namespace cxdump::etf {

/// In which order the pairs of a map are printed: a small map's by its keys, as the VM keeps it; a large map's as they
/// stand, since only a VM knows its own order.
class MapKeyOrder {
 public:
  /// Appends the numbers of the pairs to `order` when they do not stand in order already. Returns whether it did.
  bool append(Bytes term, const Outline& outline, const Outline::Map& map, std::vector<std::uint32_t>& order);

 private:
  Order order_;
};

}  // namespace cxdump::etf
