#include "etf/settle.hpp"

#include <algorithm>
#include <numeric>

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/encode.hpp"
#include "cxdump/etf/order.hpp"
#include "cxdump/etf/outline.hpp"

namespace cxdump::etf {
namespace {

/// A piece of the term that goes.
struct Cut {
  std::size_t begin;
  std::size_t end;
};

/// Finds the pairs that a later one of the same map overrides.
class OverriddenPairs {
 public:
  explicit OverriddenPairs(Bytes term) : term_(term) {}

  /// The cuts in ascending order, one inside another for maps in overridden values.
  const std::vector<Cut>& find() {
    if (outline_.build(term_) != Status::ok) return cuts_;
    for (const Outline::Map& map : outline_.maps()) look_at(map);
    std::sort(cuts_.begin(), cuts_.end(), [](const Cut& a, const Cut& b) { return a.begin < b.begin; });
    return cuts_;
  }

  /// Where the counts of maps stand, and by how much each is too large.
  struct Excess {
    std::size_t map;
    std::uint32_t pairs;
  };
  const std::vector<Excess>& excess() const { return excess_; }

 private:
  int compare_keys(const Outline::Map& map, std::size_t a, std::size_t b) {
    return order_.compare(outline_.key(term_, map, a), outline_.key(term_, map, b), Equality::exact);
  }

  void look_at(const Outline::Map& map) {
    std::size_t i = 1;
    while (i < map.count && compare_keys(map, i - 1, i) < 0) ++i;
    if (i >= map.count) return;
    numbers_.resize(map.count);
    std::iota(numbers_.begin(), numbers_.end(), std::size_t{0});
    std::stable_sort(numbers_.begin(), numbers_.end(),
                     [&](std::size_t a, std::size_t b) { return compare_keys(map, a, b) < 0; });
    std::uint32_t overridden = 0;
    for (i = 1; i < map.count; ++i) {
      if (compare_keys(map, numbers_[i - 1], numbers_[i]) != 0) continue;
      ++overridden;
      const Bytes value = outline_.value(term_, map, numbers_[i - 1]);
      const std::size_t begin = outline_.pairs(map)[numbers_[i - 1]].key;
      cuts_.push_back({begin, static_cast<std::size_t>(value.data() - term_.data()) + value.size()});
    }
    if (overridden != 0) excess_.push_back({map.at, overridden});
  }

  Bytes term_;
  Outline outline_;
  Order order_;
  std::vector<std::size_t> numbers_;
  std::vector<Cut> cuts_;
  std::vector<Excess> excess_;
};

}  // namespace

void settle_term(Bytes term, std::vector<std::uint8_t>& out) {
  OverriddenPairs overridden(term);
  const std::vector<Cut>& cuts = overridden.find();
  if (cuts.empty()) return encode(term, {}, out);

  std::vector<std::uint8_t> whole(term.begin(), term.end());
  for (const auto& [map, pairs] : overridden.excess()) {
    store_be32(&whole[map + 1], load_be32(&whole[map + 1]) - pairs);
  }
  std::vector<std::uint8_t> kept;
  std::size_t at = 0;
  for (const Cut& cut : cuts) {
    if (cut.begin < at) continue;  // inside one that went before
    kept.insert(kept.end(), whole.begin() + static_cast<std::ptrdiff_t>(at),
                whole.begin() + static_cast<std::ptrdiff_t>(cut.begin));
    at = cut.end;
  }
  kept.insert(kept.end(), whole.begin() + static_cast<std::ptrdiff_t>(at), whole.end());
  encode(kept, {}, out);
}

}  // namespace cxdump::etf
