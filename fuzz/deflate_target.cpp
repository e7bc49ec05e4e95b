// What chunks of a level hold is what was given, joined as DeflateStream joins them. The first byte chooses
// level and format, the second how often the rest is repeated.
#include <algorithm>
#include <vector>

#include "cxdump/io/deflate.hpp"
#include "target.hpp"

namespace cxdump::fuzz {

void deflate_target(Bytes data) {
  if (data.size() < 3) return;
  const int level = io::kLeastLevel + data[0] % io::kBestLevel;
  const io::DeflateFormat format = data[0] < 128 ? io::DeflateFormat::zlib : io::DeflateFormat::gzip;
  std::vector<std::uint8_t> raw;
  for (int i = 0; i <= data[1]; ++i) raw.insert(raw.end(), data.begin() + 2, data.end());
  io::Chunk chunk;
  io::ChunkCompressor(format, level).compress(raw, chunk);
  Buffer back;
  require(io::ChunkDecompressor(format).decompress(chunk.bytes, raw.size(), chunk.checksum, back) &&
              std::equal(raw.begin(), raw.end(), back.data(), back.data() + back.size()),
          "a chunk holds what was compressed");
}

}  // namespace cxdump::fuzz
