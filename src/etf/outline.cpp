#include "cxdump/etf/outline.hpp"

#include <algorithm>

#include "etf/shapes.hpp"

namespace cxdump::etf {

// One flat pass over a count of terms still to come. A map's k-th child starts when that count has come down to the
// count behind the map plus what is left of the map, so one comparison a term finds every key and value.
Status Outline::build(Bytes term) {
  maps_.clear();
  pairs_.clear();
  open_.clear();
  const std::uint8_t* at = term.data();
  const std::uint8_t* end = at + term.size();
  const auto offset = [&] { return static_cast<std::size_t>(at - term.data()); };
  std::uint64_t pending = 1;
  while (pending != 0) {
    if (!open_.empty() && pending == open_.back().next_event) note(offset(), pending);
    Head head;
    const std::size_t begin = offset();
    if (const Status status = read_head(at, end, head); status != Status::ok) return status;
    pending += head.children - 1;
    // Each term takes a byte: without this, claimed counts would be reserved that no data stands behind.
    if (pending > static_cast<std::size_t>(end - at)) return Status::truncated;
    if (head.kind == Kind::map && head.count != 0) open(begin, head.count, pending);
  }
  if (!open_.empty()) note(offset(), 0);
  return Status::ok;
}

void Outline::open(std::size_t at, std::size_t count, std::uint64_t pending) {
  open_.push_back({maps_.size(), 2 * count, pending});
  maps_.push_back({at, 0, pairs_.size(), count});
  pairs_.resize(pairs_.size() + count);
}

void Outline::note(std::size_t at, std::uint64_t pending) {
  while (!open_.empty() && open_.back().next_event == pending) {
    Frame& frame = open_.back();
    Map& map = maps_[frame.map];
    if (frame.children == 0) {
      map.end = at;
      open_.pop_back();
      continue;
    }
    Pair& pair = pairs_[map.first + map.count - (frame.children + 1) / 2];
    (frame.children % 2 == 0 ? pair.key : pair.value) = at;
    --frame.children;
    --frame.next_event;
    break;  // a map around this one is waiting for a smaller count
  }
}

Bytes Outline::key(Bytes term, const Map& map, std::size_t i) const {
  const Pair& pair = pairs_[map.first + i];
  return term.subspan(pair.key, pair.value - pair.key);
}

Bytes Outline::value(Bytes term, const Map& map, std::size_t i) const {
  const Pair& pair = pairs_[map.first + i];
  const std::size_t end = i + 1 < map.count ? pairs_[map.first + i + 1].key : map.end;
  return term.subspan(pair.value, end - pair.value);
}

const Outline::Map& Outline::map_at(std::size_t at) const {
  return *std::lower_bound(maps_.begin(), maps_.end(), at,
                           [](const Map& map, std::size_t position) { return map.at < position; });
}

}  // namespace cxdump::etf
