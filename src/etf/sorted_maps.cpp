#include "etf/sorted_maps.hpp"

#include <algorithm>

#include "etf/leaf_order.hpp"
#include "etf/quick_order.hpp"
#include "etf/shapes.hpp"

namespace cxdump::etf {

void SortedMaps::reset(Bytes term) {
  term_ = term;
  outline_ = nullptr;
  built_ = false;
}

void SortedMaps::reset(Bytes term, const Outline& outline) {
  reset(term);
  outline_ = &outline;
}

const Outline::Map& SortedMaps::map_at(std::size_t at) {
  if (!built_) build();
  // Most are asked for one after the other, as they stand.
  if (next_ < outline_->maps().size() && outline_->maps()[next_].at == at) return outline_->maps()[next_++];
  const Outline::Map& map = outline_->map_at(at);
  next_ = static_cast<std::size_t>(&map - outline_->maps().data()) + 1;
  return map;
}

std::span<const Outline::Map> SortedMaps::maps() {
  if (!built_) build();
  return outline_->maps();
}

void SortedMaps::build() {
  built_ = true;
  next_ = 0;
  pairs_.clear();
  if (outline_ == nullptr) {
    outline_ = &own_;
    if (own_.build(term_) != Status::ok) return;  // never with a valid term
  }
  const auto maps = outline_->maps();
  // A map stands before the maps inside it, so backwards is from the innermost outwards.
  for (std::size_t i = maps.size(); i-- > 0;) {
    if (!stands_sorted(maps[i])) sort(maps[i]);
  }
}

void SortedMaps::sort(const Outline::Map& map) {
  if (pairs_.empty()) {
    const auto pairs = outline_->pairs();
    pairs_.resize(pairs.size());
    std::copy(pairs.begin(), pairs.end(), pairs_.begin());
  }
  const auto first = pairs_.begin() + map.first;
  std::sort(first, first + map.count, [this](const Outline::Pair& a, const Outline::Pair& b) {
    const int order = compare_keys(a.key, b.key);
    return order != 0 ? order < 0 : a.key < b.key;
  });
}

bool SortedMaps::stands_sorted(const Outline::Map& map) {
  const auto pairs = outline_->pairs(map);
  const auto key = [&](std::size_t i) { return outline_->key(term_, map, i); };
  for (std::size_t i = 1; i < pairs.size(); ++i) {
    if (certainly_before(key(i - 1), key(i))) continue;
    if (compare_keys(pairs[i - 1].key, pairs[i].key) > 0) return false;
  }
  return true;
}

bool SortedMaps::ascending(const Outline::Map& map) const {
  if (pairs_.empty()) return true;
  const auto pairs = sorted(map);
  return std::is_sorted(pairs.begin(), pairs.end(),
                        [](const Outline::Pair& a, const Outline::Pair& b) { return a.key < b.key; });
}

int SortedMaps::compare_keys(std::size_t a, std::size_t b) {
  // Nearly all keys have no children: no need to set up a walk for them.
  const std::uint8_t* end = term_.data() + term_.size();
  const std::uint8_t* at_a = term_.data() + a;
  const std::uint8_t* at_b = term_.data() + b;
  if (*at_a == *at_b) {
    Head x;
    Head y;
    if (read_head(at_a, end, x) == Status::ok && read_head(at_b, end, y) == Status::ok) {
      if (x.kind == Kind::atom) return compare_atoms(x, y);
      if (x.kind == Kind::binary) return compare_bits(x, y);
    }
  }
  return lockstep_.compare({this, a}, {this, b}, Equality::exact);
}

}  // namespace cxdump::etf
