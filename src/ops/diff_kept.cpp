#include "ops/diff_kept.hpp"

#include <algorithm>
#include <cstring>

namespace cxdump::ops {

std::uint64_t Kept::keep(const etf::Hash128& hash, std::uint64_t content, const dump::Entry& entry) {
  constexpr std::size_t enough = std::size_t{1} << 20;
  if (waiting_.size() >= enough) flush();
  const std::uint64_t place = end();
  const Head head{
      hash, content, entry.key.size(), entry.value.size(), entry.touched.size(), entry.ttl.size()};
  waiting_.append({reinterpret_cast<const std::uint8_t*>(&head), sizeof head});
  for (const Bytes part : {entry.key, entry.value, entry.touched, entry.ttl}) waiting_.append(part);
  return place;
}

void Kept::flush() {
  if (waiting_.empty()) return;
  if (!spool_) spool_.emplace();
  spool_->write(waiting_.bytes());
  waiting_.clear();
}

Bytes Kept::Reader::read(const Kept& kept, std::uint64_t place, std::size_t size) {
  constexpr std::uint64_t least = 16384;
  if (place < begin_ || place + size > begin_ + block_.size()) {
    block_.resize(
        static_cast<std::size_t>(std::min(std::max<std::uint64_t>(size, least), kept.end() - place)));
    kept.spool_->read_at(place, {block_.data(), block_.size()});
    begin_ = place;
  }
  return block_.bytes().subspan(static_cast<std::size_t>(place - begin_), size);
}

Kept::Reader::Found Kept::Reader::at(const Kept& kept, std::uint64_t place) {
  Found found;
  std::memcpy(&found.head, read(kept, place, sizeof found.head).data(), sizeof found.head);
  const Head& head = found.head;
  Bytes rest = read(kept, place + sizeof head, static_cast<std::size_t>(head.size() - sizeof head));
  const auto take = [&](std::uint64_t size) {
    const Bytes part = rest.first(static_cast<std::size_t>(size));
    rest = rest.subspan(part.size());
    return part;
  };
  found.entry.key = take(head.key);
  found.entry.value = take(head.value);
  found.entry.touched = take(head.touched);
  found.entry.ttl = take(head.ttl);
  return found;
}

}  // namespace cxdump::ops
