#include "etf/map_key_order.hpp"

#include <algorithm>

#include "cxdump/etf/tag.hpp"

namespace cxdump::etf {
namespace {

constexpr std::size_t kLargestSorted = 32;  // ERTS erl_map.h, MAP_SMALL_MAP_LIMIT

/// Whether `a` stands before `b` for certain: atoms of one encoding, binaries, small integers. Anything else
/// is left to a look at all maps of the term at once, which hostile nests of maps in keys cannot make
/// quadratic.
bool surely_ascend(Bytes a, Bytes b) {
  constexpr auto atom = static_cast<std::uint8_t>(Tag::ATOM_EXT);
  constexpr auto utf8_atom = static_cast<std::uint8_t>(Tag::SMALL_ATOM_UTF8_EXT);
  constexpr auto binary = static_cast<std::uint8_t>(Tag::BINARY_EXT);
  constexpr auto integer = static_cast<std::uint8_t>(Tag::SMALL_INTEGER_EXT);
  if (a[0] != b[0]) return false;
  const std::size_t head = a[0] == atom        ? 3
                           : a[0] == utf8_atom ? 2
                           : a[0] == binary    ? 5
                           : a[0] == integer   ? 1
                                               : 0;
  return head != 0 && as_text(a.subspan(head)) < as_text(b.subspan(head));
}

}  // namespace

bool MapKeyOrder::append(const Outline::Map& map, PlainVector<std::uint32_t>& order) {
  if (map.count > kLargestSorted) return false;
  const Bytes term = sorted_maps_.term();
  std::size_t ascending = 1;
  while (ascending < map.count &&
         surely_ascend(outline_->key(term, map, ascending - 1), outline_->key(term, map, ascending))) {
    ++ascending;
  }
  if (ascending >= map.count) return false;
  if (sorted_maps_.ascending(sorted_maps_.map_at(map.at))) return false;
  const auto pairs = outline_->pairs(map);
  for (const Outline::Pair& pair : sorted_maps_.sorted(map)) {
    const auto place =
        std::lower_bound(pairs.begin(), pairs.end(), pair.key,
                         [](const Outline::Pair& candidate, std::size_t key) { return candidate.key < key; });
    order.push_back(static_cast<std::uint32_t>(place - pairs.begin()));
  }
  return true;
}

}  // namespace cxdump::etf
