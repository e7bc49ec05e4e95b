#include "cxdump/etf/validate.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cstring>

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/canonical.hpp"
#include "cxdump/etf/cursor.hpp"
#include "etf/sorted_maps.hpp"

namespace cxdump::etf {
namespace {

/// Whether the name or text at `a` comes before the one at `b`, both of the same tag, `skip` bytes behind it.
bool before(Bytes a, Bytes b, std::size_t skip) {
  const std::size_t length_a = a.size() - skip;
  const std::size_t length_b = b.size() - skip;
  const int order = std::memcmp(a.data() + skip, b.data() + skip, std::min(length_a, length_b));
  return order < 0 || (order == 0 && length_a < length_b);
}

/// Whether key `a` is certainly not `b` because it comes before it, as far as a quick look can tell.
bool certainly_before(Bytes a, Bytes b) {
  if (a[0] != b[0]) return false;
  switch (a[0]) {
    case static_cast<std::uint8_t>(Tag::ATOM_EXT):
      return before(a, b, 3);
    case static_cast<std::uint8_t>(Tag::SMALL_ATOM_UTF8_EXT):
      return before(a, b, 2);
    case static_cast<std::uint8_t>(Tag::BINARY_EXT):
      return before(a, b, 5);
    case static_cast<std::uint8_t>(Tag::SMALL_INTEGER_EXT):
      return a[1] < b[1];
    case static_cast<std::uint8_t>(Tag::INTEGER_EXT):
      return static_cast<std::int32_t>(load_be32(&a[1])) < static_cast<std::int32_t>(load_be32(&b[1]));
    default:
      return false;
  }
}

bool certainly_ascending(std::span<const Outline::Pair> pairs, Bytes term) {
  const auto key = [&](const Outline::Pair& pair) { return term.subspan(pair.key, pair.value - pair.key); };
  for (std::size_t i = 1; i < pairs.size(); ++i) {
    if (!certainly_before(key(pairs[i - 1]), key(pairs[i]))) return false;
  }
  return true;
}

bool may_hold_terms(std::uint8_t tag) {
  switch (tag) {
    case static_cast<std::uint8_t>(Tag::SMALL_TUPLE_EXT):
    case static_cast<std::uint8_t>(Tag::LARGE_TUPLE_EXT):
    case static_cast<std::uint8_t>(Tag::LIST_EXT):
    case static_cast<std::uint8_t>(Tag::MAP_EXT):
    case static_cast<std::uint8_t>(Tag::NEW_FUN_EXT):
    case static_cast<std::uint8_t>(Tag::FUN_EXT):
      return true;
    default:
      return false;
  }
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
  if (const Status status = scratch_->outline.build(term); status != Status::ok) {
    Cursor cursor(term);  // says where
    const Status why = cursor.skip();
    position_ = cursor.position();
    return why == Status::ok ? status : why;
  }
  return check(term, scratch_->outline);
}

Status Validator::check(Bytes term, const Outline& outline) {
  scratch_->maps.reset(term);
  for (const Outline::Map& map : outline.maps()) {
    if (certainly_ascending(outline.pairs(map), term)) continue;
    if (const Status status = check_hashes(outline, map, term); status != Status::ok) return status;
  }
  return Status::ok;
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
    position_ = status == Status::ok ? pairs[i].key : std::min(position_, pairs[i].key);
    status = Status::duplicate_key;
  }
  return status;
}

}  // namespace cxdump::etf
