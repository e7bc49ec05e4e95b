#pragma once

#include "cxdump/dump/writer.hpp"

namespace cxdump::dump {

/// The bytes of a dump on their way out, one class a way.
class DumpStream {
 public:
  virtual ~DumpStream() = default;

  /// The next records: `piece.chunk` for a stream that takes what was deflated in parallel, else
  /// `piece.records`.
  virtual void put(const DumpPiece& piece) = 0;

  /// The end. `entries` goes into the head of a list.
  /// Returns: the bytes of the file.
  virtual std::uint64_t end(std::uint64_t entries) = 0;

  /// After end(): nullptr for a stream that is not of chunks.
  virtual const ChunkLayout* layout() const { return nullptr; }
};

using DumpStreamPtr = std::unique_ptr<DumpStream>;

/// LIST_EXT and its count (frames have no head).
inline constexpr std::size_t kListHead = 5;

/// As they are: level 0. A list's head is written over at the end.
DumpStreamPtr plain_stream(io::PatchableSink& out, const WriteOptions& options);

/// Chunks that were deflated in parallel, joined: a compressed term, v4's gzip, or gzip around a plain list.
DumpStreamPtr chunked_stream(io::PatchableSink& out, const WriteOptions& options);

/// One serial compressor (zlib, or zstd): what it is given first must be final, so a list's records wait in a
/// scratch file for their number.
DumpStreamPtr serial_stream(io::PatchableSink& out, const WriteOptions& options);

}  // namespace cxdump::dump
