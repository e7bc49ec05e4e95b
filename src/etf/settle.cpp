#include "etf/settle.hpp"

#include <algorithm>
#include <span>

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/encode.hpp"
#include "cxdump/etf/outline.hpp"
#include "etf/sorted_maps.hpp"

namespace cxdump::etf {
namespace {

/// A piece of the term that goes.
struct Cut {
  std::size_t begin;
  std::size_t end;
};

/// A map whose count is too large by so many.
struct Excess {
  std::size_t map;
  std::uint32_t pairs;
};

/// The pairs that a later one of the same map overrides.
struct Overridden {
  std::vector<Cut> cuts;  ///< ascending; those of maps in an overridden pair lie inside another
  std::vector<Excess> excess;
};

/// Where the value of the pair ends that starts at `key`: where the next pair starts, or with the map.
std::size_t end_of_pair(const Outline& outline, const Outline::Map& map, std::size_t key) {
  const std::span<const Outline::Pair> pairs = outline.pairs(map);
  const auto next = std::upper_bound(pairs.begin(), pairs.end(), key,
                                     [](std::size_t at, const Outline::Pair& pair) { return at < pair.key; });
  return next == pairs.end() ? map.end : next->key;
}

void look_at(SortedMaps& maps, const Outline& outline, const Outline::Map& map, Overridden& overridden) {
  const std::span<const Outline::Pair> pairs = maps.sorted(map);
  std::uint32_t count = 0;
  for (std::size_t i = 1; i < pairs.size(); ++i) {
    if (maps.compare_keys(pairs[i - 1].key, pairs[i].key) != 0) continue;
    overridden.cuts.push_back({pairs[i - 1].key, end_of_pair(outline, map, pairs[i - 1].key)});
    ++count;
  }
  if (count != 0) overridden.excess.push_back({map.at, count});
}

Overridden find_overridden(Bytes term) {
  SortedMaps maps;
  maps.reset(term);
  Outline outline;
  Overridden overridden;
  if (outline.build(term) != Status::ok) return overridden;
  for (const Outline::Map& map : maps.maps()) look_at(maps, outline, map, overridden);
  std::sort(overridden.cuts.begin(), overridden.cuts.end(),
            [](const Cut& a, const Cut& b) { return a.begin < b.begin; });
  return overridden;
}

}  // namespace

void settle_term(Bytes term, std::vector<std::uint8_t>& out) {
  const Overridden overridden = find_overridden(term);
  if (overridden.cuts.empty()) return encode(term, {}, out);

  std::vector<std::uint8_t> whole(term.begin(), term.end());
  for (const auto& [map, pairs] : overridden.excess) {
    store_be32(&whole[map + 1], load_be32(&whole[map + 1]) - pairs);
  }
  std::vector<std::uint8_t> kept;
  const auto keep = [&](std::size_t begin, std::size_t end) {
    kept.insert(kept.end(), whole.begin() + static_cast<std::ptrdiff_t>(begin),
                whole.begin() + static_cast<std::ptrdiff_t>(end));
  };
  std::size_t at = 0;
  for (const Cut& cut : overridden.cuts) {
    if (cut.begin < at) continue;  // inside one that went before
    keep(at, cut.begin);
    at = cut.end;
  }
  keep(at, whole.size());
  encode(kept, {}, out);
}

}  // namespace cxdump::etf
