#include "etf/map_key_order.hpp"

#include <algorithm>
#include <numeric>

#include "cxdump/etf/tag.hpp"

namespace cxdump::etf {
namespace {

constexpr std::size_t kLargestSorted = 32;  // ERTS erl_map.h, MAP_SMALL_MAP_LIMIT

/// The usual key next to the usual key: atoms of one encoding, or binaries. 0: must be compared in earnest.
int compare_quickly(Bytes a, Bytes b) {
  constexpr std::uint8_t atom = static_cast<std::uint8_t>(Tag::ATOM_EXT);
  constexpr std::uint8_t small_atom = static_cast<std::uint8_t>(Tag::SMALL_ATOM_UTF8_EXT);
  constexpr std::uint8_t binary = static_cast<std::uint8_t>(Tag::BINARY_EXT);
  if (a[0] != b[0]) return 0;
  const std::size_t head = a[0] == atom ? 3 : a[0] == small_atom ? 2 : a[0] == binary ? 5 : 0;
  return head == 0 ? 0 : as_text(a.subspan(head)).compare(as_text(b.subspan(head)));
}

}  // namespace

bool MapKeyOrder::append(Bytes term, const Outline& outline, const Outline::Map& map,
                         std::vector<std::uint32_t>& order) {
  if (map.count > kLargestSorted) return false;
  const auto less = [&](std::size_t a, std::size_t b) {
    const Bytes left = outline.key(term, map, a);
    const Bytes right = outline.key(term, map, b);
    const int quick = compare_quickly(left, right);
    return quick != 0 ? quick < 0 : order_.compare(left, right, Equality::exact) < 0;
  };
  std::size_t sorted = 1;
  while (sorted < map.count && less(sorted - 1, sorted)) ++sorted;
  if (sorted >= map.count) return false;
  const auto first = static_cast<std::ptrdiff_t>(order.size());
  order.resize(order.size() + map.count);
  std::iota(order.begin() + first, order.end(), 0U);
  std::sort(order.begin() + first, order.end(), less);
  return true;
}

}  // namespace cxdump::etf
