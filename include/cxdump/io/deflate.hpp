#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "cxdump/base/buffer.hpp"
#include "cxdump/base/bytes.hpp"
#include "cxdump/io/inflate.hpp"
#include "cxdump/io/sink.hpp"

struct libdeflate_decompressor;

namespace cxdump::io {

class Deflater;

constexpr int kLeastLevel = 1;
constexpr int kMostLevel = 9;
constexpr int kBestLevel = 10;  ///< `--best`: for who has the time

// ---- Engine `fast`: chunks compressed in any order by any thread, joined to one valid stream, by ISA-L at
// ---- level 1, a deflater of our own at 6, else libdeflate.
// ---- How and why: src/io/deflater.hpp, src/io/deflate_blocks.hpp, docs/decisions.md.

/// How much to give ChunkCompressor at once: less is larger, see deflate_blocks.hpp.
constexpr std::size_t kChunkSize = std::size_t{2} << 20;

/// A compressed piece of a stream.
struct Chunk {
  std::vector<std::uint8_t> bytes;  ///< whole blocks, none of them final, up to a byte's end
  std::uint32_t checksum = 0;       ///< of the uncompressed bytes: zlib's Adler-32, gzip's CRC-32
  std::uint64_t raw_size = 0;       ///< uncompressed
};

/// Makes chunks; what it makes depends on nothing but format, level and input. Threads: one at a time, one a
/// worker.
class ChunkCompressor {
 public:
  /// `level`: kLeastLevel .. kMostLevel, kBestLevel.
  ChunkCompressor(DeflateFormat format, int level);
  ~ChunkCompressor();
  ChunkCompressor(ChunkCompressor&&) noexcept;

  /// Compresses all of `raw` (any size, nothing makes an empty chunk) into `out`, whose memory is used again.
  void compress(Bytes raw, Chunk& out);

 private:
  DeflateFormat format_;
  std::unique_ptr<Deflater> deflater_;
};

/// Takes chunks apart again, with another library's code than what made them at level 1. Threads: as
/// ChunkCompressor.
class ChunkDecompressor {
 public:
  explicit ChunkDecompressor(DeflateFormat format);
  ~ChunkDecompressor();
  ChunkDecompressor(ChunkDecompressor&&) noexcept;

  /// Puts what `bytes` hold into `raw`. Requires: `raw_size` is about what was compressed, nothing a file
  /// claims. Returns: whether they are one whole chunk of `raw_size` bytes whose checksum is `expected`.
  bool decompress(Bytes bytes, std::uint64_t raw_size, std::uint32_t expected, Buffer& raw);

 private:
  struct Free {
    void operator()(libdeflate_decompressor* decompressor) const;
  };
  DeflateFormat format_;
  std::unique_ptr<libdeflate_decompressor, Free> decompressor_;
  std::vector<std::uint8_t> ended_;
};

/// Puts chunks together: a beginning, the chunks in their order, an end.
///
/// A head whose contents are known only at the end (a list's header with its count) gets a stored block of
/// its own at the start of the stream, which is written again over the first.
class DeflateStream {
 public:
  /// Writes the beginning to `out`, which the caller keeps, with `head_size` zero bytes for the head (at most
  /// 65,535; 0: there is none).
  DeflateStream(Sink& out, DeflateFormat format, int level, std::size_t head_size = 0);

  /// Requires: a chunk of the same format.
  void append(const Chunk& chunk);

  /// What finish() puts at both ends of the chunks.
  struct Ends {
    std::vector<std::uint8_t> beginning;  ///< to be put over the stream's first bytes (PatchableSink::patch)
    std::vector<std::uint8_t> end;        ///< written already
  };

  /// Writes the end. `head`: the head's contents, head_size bytes.
  Ends finish(Bytes head = {});

  /// Compressed bytes written so far; after finish(), the length of the stream.
  std::uint64_t size() const { return size_; }

 private:
  std::vector<std::uint8_t> beginning(Bytes head) const;
  void write(Bytes bytes);

  Sink& out_;
  DeflateFormat format_;
  int level_;
  std::size_t head_size_;
  std::uint64_t size_ = 0;
  std::uint32_t checksum_;
  std::uint64_t raw_size_ = 0;
};

// ---- Engine `zlib`: one stream, serial.

/// Compresses byte for byte as deflateInit2(level, memLevel 8) does, whatever the sizes of the writes: for
/// zlib, what the Erlang VM's term_to_binary writes; for gzip, what its compressed files hold (at level 6).
/// finish() ends the stream and finishes `out`. `level`: 0 .. kMostLevel.
SinkPtr zlib_sink(SinkPtr out, DeflateFormat format, int level);

// ---- Wrapper.

/// One zstd frame with its checksum. finish() ends it and finishes `out`. `level`: 1 .. 22; zstd's own
/// default is 3.
SinkPtr zstd_sink(SinkPtr out, int level);

}  // namespace cxdump::io
