#include "cxdump/etf/validate.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

#include "cxdump/etf/canonical.hpp"
#include "cxdump/etf/cursor.hpp"
#include "etf/quick_order.hpp"
#include "etf/sorted_maps.hpp"

namespace cxdump::etf {
namespace {

bool certainly_ascending(std::span<const Outline::Pair> pairs, Bytes term) {
  const auto key = [&](const Outline::Pair& pair) { return term.subspan(pair.key, pair.value - pair.key); };
  for (std::size_t i = 1; i < pairs.size(); ++i) {
    if (!certainly_before(key(pairs[i - 1]), key(pairs[i]))) return false;
  }
  return true;
}

bool has_map_inside(std::span<const Outline::Map> maps, const Outline::Pair& pair) {
  const auto next = std::lower_bound(maps.begin(), maps.end(), pair.key,
                                     [](const Outline::Map& map, std::size_t at) { return map.at < at; });
  return next != maps.end() && next->at < pair.value;
}

}  // namespace

struct Validator::Scratch {
  Outline outline;
  Canonical canonical;
  SortedMaps maps;
  std::vector<std::uint64_t> hashes;
};

Validator::Validator() : scratch_(std::make_unique<Scratch>()) {}
Validator::~Validator() = default;
Validator::Validator(Validator&&) noexcept = default;
Validator& Validator::operator=(Validator&&) noexcept = default;

Status Validator::check(Bytes term) {
  if (valid_length(term) != 0) return Status::ok;
  if (const Status status = scratch_->outline.build(term); status != Status::ok) {
    Cursor cursor(term);  // says where
    const Status why = cursor.skip();
    position_ = cursor.position();
    return why == Status::ok ? status : why;
  }
  const Status status = check(term, scratch_->outline);
  scratch_->outline.trim();
  return status;
}

Status Validator::check(Bytes term, const Outline& outline) {
  scratch_->maps.reset(term, outline);
  Status status = Status::ok;
  for (const Outline::Map& map : outline.maps()) {
    if (certainly_ascending(outline.pairs(map), term)) continue;
    status = check_hashes(outline, map, term);
    if (status != Status::ok) break;
  }
  scratch_->maps.trim();
  return status;
}

/// Different hashes are different keys; the same ones leave it open.
Status Validator::check_hashes(const Outline& outline, const Outline::Map& map, Bytes term) {
  auto& hashes = scratch_->hashes;
  hashes.clear();
  for (const Outline::Pair& pair : outline.pairs(map)) {
    // To canonicalise a key with maps in it, whose keys have maps in them, would be quadratic in the depth.
    if (may_hold_terms(term[pair.key]) && has_map_inside(outline.maps(), pair)) return check_order(map);
    const Bytes key = scratch_->canonical.of(term.subspan(pair.key, pair.value - pair.key));
    hashes.push_back(XXH3_64bits(key.data(), key.size()));
  }
  std::sort(hashes.begin(), hashes.end());
  const bool distinct = std::adjacent_find(hashes.begin(), hashes.end()) == hashes.end();
  return distinct ? Status::ok : check_order(map);
}

/// The last word: equal keys stand side by side when sorted.
Status Validator::check_order(const Outline::Map& map) {
  SortedMaps& maps = scratch_->maps;
  const auto pairs = maps.sorted(maps.map_at(map.at));
  Status status = Status::ok;
  for (std::size_t i = 1; i < pairs.size(); ++i) {
    if (maps.compare_keys(pairs[i - 1].key, pairs[i].key) != 0) continue;
    position_ = status == Status::ok ? pairs[i].key : std::min<std::size_t>(position_, pairs[i].key);
    status = Status::duplicate_key;
  }
  return status;
}

}  // namespace cxdump::etf
