#include "cxdump/etf/outline.hpp"

#include <algorithm>

#include "etf/shapes.hpp"

namespace cxdump::etf {

// One flat pass over a count of terms still to come. A map's k-th child starts when that count has come down
// to the count behind the map plus what is left of the map, so one comparison a term finds every key and
// value.
Status Outline::build(Bytes term) {
  maps_.clear();
  pairs_.clear();
  open_.clear();
  if (term.size() > kMostBytes) return Status::term_too_large;
  const std::uint8_t* at = term.data();
  const std::uint8_t* end = at + term.size();
  const auto offset = [&] { return static_cast<std::uint32_t>(at - term.data()); };
  std::uint64_t pending = 1;
  Frame top{0, 0, 0, kNever};
  for (;;) {
    while (pending == top.next_event) note(top, offset());
    if (pending == 0) return Status::ok;
    Head head;
    const std::uint32_t begin = offset();
    if (const Status status = read_head(at, end, head); status != Status::ok) return status;
    pending += head.children - 1;
    // Each term takes a byte: without this, claimed counts would be reserved that no data stands behind.
    if (pending > static_cast<std::size_t>(end - at)) return Status::truncated;
    if (head.kind != Kind::map || head.count == 0) continue;
    open_.push_back(top);
    const auto first = static_cast<std::uint32_t>(pairs_.size());
    top = {static_cast<std::uint32_t>(maps_.size()), first, static_cast<std::uint32_t>(head.children),
           static_cast<std::uint32_t>(pending)};
    maps_.push_back({begin, 0, first, head.count});
    pairs_.resize(pairs_.size() + head.count);
  }
}

/// The next key or value of the innermost map that is open starts at `at`, or the map ends there.
inline void Outline::note(Frame& top, std::uint32_t at) {
  if (top.children == 0) {
    maps_[top.map].end = at;
    top = open_.back();
    open_.pop_back();
    return;
  }
  if (top.children % 2 == 0) {
    pairs_[top.pair].key = at;
  } else {
    pairs_[top.pair++].value = at;
  }
  --top.children;
  --top.next_event;
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
