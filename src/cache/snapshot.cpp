#include "cxdump/cache/snapshot.hpp"

#include <algorithm>

#include "cache/record.hpp"

namespace cxdump::cache {

Snapshot::Snapshot(std::vector<std::shared_ptr<const Chunk>> chunks, std::vector<Location> records)
    : chunks_(std::move(chunks)), records_(std::move(records)) {}

void Snapshot::sort() {
  const auto place = [](const Location& at) { return std::uint64_t{at.chunk} << 32 | at.offset; };
  std::sort(records_.begin(), records_.end(),
            [&](const Location& a, const Location& b) { return place(a) < place(b); });
}

dump::Entry Snapshot::operator[](std::size_t i) const {
  const Location& at = records_[i];
  const Chunk& chunk = *chunks_[at.chunk];
  return read_record({chunk.bytes.data() + at.offset, at.length}, chunk.shape);
}

}  // namespace cxdump::cache
