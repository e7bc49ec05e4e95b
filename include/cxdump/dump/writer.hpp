#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cxdump/base/error.hpp"
#include "cxdump/dump/codec.hpp"
#include "cxdump/dump/content.hpp"
#include "cxdump/io/deflate.hpp"
#include "cxdump/io/output.hpp"

namespace cxdump::dump {

enum class Engine : std::uint8_t {
  fast,  ///< in parallel: smaller and faster (docs/decisions.md)
  zlib,  ///< byte for byte what the Erlang VM writes at that level; serial
};

/// A compression around the whole file, which Cachex does not read: somebody takes it off first.
enum class Wrap : std::uint8_t { none, gzip, zstd };

struct WriteOptions {
  Container container = Container::v2;
  int level =
      1;  ///< 0..9 as in Cachex.dump/3, or io::kBestLevel. With a wrap it is the wrap's, the term is plain
  Engine engine = Engine::fast;
  Wrap wrap = Wrap::none;
  std::string scratch_folder = ".";  ///< for what must be kept until the number of entries is known
  bool hash_content = false;         ///< for who reads back what was written: see DumpWriter::layout()
};

/// What was written.
struct Written {
  std::uint64_t entries = 0;
  std::uint64_t data_bytes = 0;  ///< uncompressed
  std::uint64_t file_bytes = 0;
};

/// What one batch becomes on its way into a dump. Reused from batch to batch.
struct DumpPiece {
  Buffer raw;       ///< records, or frames
  Bytes records;    ///< the same, or the batch's own bytes where nothing is to be changed
  io::Chunk chunk;  ///< compressed, when the writer does it in parallel
  Hash content;     ///< of the records, when they are compressed in parallel and it is wanted
  std::uint64_t entries = 0;
  std::unique_ptr<io::ChunkCompressor> compressor;
};

/// Where the chunks of a dump ended up, for who reads them back: its bytes are `beginning`, the chunks,
/// `end`.
struct ChunkLayout {
  struct Mark {
    std::uint64_t size = 0;  ///< in the file
    std::uint64_t raw_size = 0;
    std::uint32_t checksum = 0;
    Hash content;
  };
  io::DeflateFormat format = io::DeflateFormat::zlib;
  std::vector<std::uint8_t> beginning;
  std::vector<Mark> chunks;
  std::vector<std::uint8_t> end;
};

class DumpStream;

/// The Error `damaged` for an entry that a frame of v4 cannot hold.
class FrameTooLarge : public Error {
 public:
  using Error::Error;
};

/// Writes a dump of any container, streaming, an encoder for ops::copy: body from any thread, put or
/// put_large in order, then end. What comes out depends on the batches alone, not on the number of threads.
///
/// Memory: the pieces. A list's count stands at its start and is known at its end: it is patched
/// (docs/formats/v2-v3.md). Throws: Error `damaged` for what the container cannot hold: 2^32 entries, 4 GiB
/// in a compressed term, FrameTooLarge from 16 MiB
/// on in a frame; OutputError.
class DumpWriter {
 public:
  using Piece = DumpPiece;

  /// `out` stays the caller's, who finishes it after end().
  DumpWriter(io::PatchableSink& out, WriteOptions options);
  ~DumpWriter();

  void body(const Batch& batch, Piece& piece) const;
  void put(Piece& piece, io::Sink& sink);
  void put_large(const Batch& batch, Piece& piece, io::Sink& sink);
  Written end();

  /// After end(): whether the VM would have written the plain term, because compression does not make it
  /// smaller.
  bool compression_pays() const;

  /// After end(), with WriteOptions::hash_content: how to read back what was compressed in parallel; nullptr
  /// when nothing was, and then
  const ChunkLayout* layout() const;
  /// the hash of the records that were written, without the heads of v4's frames.
  Hash content() const { return content_.value(); }

 private:
  void make_records(const Batch& batch, Piece& piece) const;
  void compress(Piece& piece) const;
  void put_chunk(Bytes records, Piece& piece);
  void put_parts(const Batch& batch, Piece& piece);
  void add_content(Bytes records);
  void account(std::uint64_t bytes, std::uint64_t entries);
  bool deflates_in_parallel() const;

  WriteOptions options_;
  std::unique_ptr<DumpStream> stream_;
  Written written_;
  ContentHash content_;
};

}  // namespace cxdump::dump
