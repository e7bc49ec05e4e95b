#include "ops/read_back.hpp"

#include <array>
#include <optional>
#include <vector>

#include "base/pipeline.hpp"
#include "cxdump/base/buffer.hpp"
#include "cxdump/io/deflate.hpp"

namespace cxdump::ops {
namespace {

struct Slot {
  const dump::ChunkLayout::Mark* mark = nullptr;
  Buffer bytes;
  Buffer raw;
  std::optional<io::ChunkDecompressor> decompressor;
  bool same = false;
};

bool starts_with(io::Source& file, const std::vector<std::uint8_t>& expected) {
  std::vector<std::uint8_t> found(expected.size());
  return io::read_full(file, found) == found.size() && found == expected;
}

bool at_end(io::Source& file) {
  std::array<std::uint8_t, 1> behind;
  return file.read(behind) == 0;
}

}  // namespace

bool chunks_read_back(io::Source& file, const dump::ChunkLayout& layout, int threads) {
  if (!starts_with(file, layout.beginning)) return false;
  bool same = true;
  auto mark = layout.chunks.begin();
  const auto produce = [&](Slot& slot) {
    if (mark == layout.chunks.end()) return Produced::end;
    slot.mark = &*mark++;
    slot.bytes.resize(slot.mark->size);
    slot.same = io::read_full(file, {slot.bytes.data(), slot.bytes.size()}) == slot.bytes.size();
    return Produced::batch;
  };
  const auto work = [&](Slot& slot) {
    const dump::ChunkLayout::Mark& chunk = *slot.mark;
    if (!slot.same || chunk.raw_size == 0) return;
    if (!slot.decompressor) slot.decompressor.emplace(layout.format);
    slot.same = slot.decompressor->decompress(slot.bytes.bytes(), chunk.raw_size, chunk.checksum, slot.raw) &&
                dump::content_of(slot.raw.bytes()) == chunk.content;
  };
  const auto consume = [&](Slot& slot) { return same = slot.same; };
  run_ordered<Slot>(threads, produce, work, consume, consume);
  return same && starts_with(file, layout.end) && at_end(file);
}

}  // namespace cxdump::ops
