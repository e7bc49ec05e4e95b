#include "cxdump/dump/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cxdump/base/endian.hpp"
#include "cxdump/base/error.hpp"
#include "cxdump/etf/tag.hpp"
#include "cxdump/etf/text_print.hpp"
#include "dump/dump_stream.hpp"
#include "dump/record_writer.hpp"

namespace cxdump::dump {
namespace {

constexpr std::uint64_t kMost32 = 0xFFFF'FFFF;  // a list's count, a compressed term's size

/// The bytes of a batch whose entries stand one behind the other, so that they need no copy; else nothing.
Bytes contiguous(const Batch& batch) {
  if (batch.entries.empty()) return {};
  const std::uint8_t* at = batch.entries.front().record.data();
  for (const Entry& entry : batch.entries) {
    if (entry.record.data() != at) return {};
    at += entry.record.size();
  }
  return between(batch.entries.front().record.data(), at);
}

std::string shown_key(Bytes key) {
  constexpr std::size_t longest = 80;
  std::string text;
  etf::print_elixir(key, text);
  if (text.size() > longest) text = text.substr(0, longest) + "...";
  return text;
}

/// What leaves an entry out that is too large, with every other like it: --max-size counts bytes of a record
/// as it stood, which may be shorter than the frame's.
std::string frame_advice(const Entry& entry, std::size_t length) {
  if (entry.record.empty() || entry.record.size() > length) return "try: --to v3";
  const std::size_t around = length - entry.record.size();
  return fmt::format("try: --to v3, or --max-size {} to leave it out", kMostInFrame - around);
}

/// `<<size::24>>` and the 131 of a frame's term.
void append_frame_head(const Entry& entry, std::size_t record, std::uint64_t number, Buffer& out) {
  const std::size_t length = 1 + record;
  if (length > kMostInFrame) {
    FrameTooLarge error(ErrorKind::damaged,
                        fmt::format("the entry of key {} takes {} bytes, and a frame of v4 at most {}",
                                    shown_key(entry.key), length, kMostInFrame));
    error.name_entry(number);
    error.give_hint(frame_advice(entry, length));
    throw error;
  }
  std::array<std::uint8_t, 4> head{};
  store_be24(head.data(), static_cast<std::uint32_t>(length));
  head[3] = etf::kVersion;
  out.append(head);
}

DumpStreamPtr make_stream(io::PatchableSink& out, const WriteOptions& options) {
  const bool zstd = options.wrap == Wrap::zstd;
  if (options.level == 0 && options.wrap == Wrap::none) return plain_stream(out, options);
  if (options.engine == Engine::zlib || zstd) return serial_stream(out, options);
  return chunked_stream(out, options);
}

WriteOptions settled(WriteOptions options) {
  // Level 0 inside a wrap is the plain term; gzip needs a level of its own then.
  if (options.wrap == Wrap::gzip && options.level == 0) options.level = 1;
  return options;
}

}  // namespace

DumpWriter::DumpWriter(io::PatchableSink& out, WriteOptions options)
    : options_(settled(std::move(options))), stream_(make_stream(out, options_)) {}

DumpWriter::~DumpWriter() = default;

bool DumpWriter::deflates_in_parallel() const {
  return options_.engine == Engine::fast && options_.level != 0 && options_.wrap != Wrap::zstd;
}

void DumpWriter::make_records(const Batch& batch, Piece& piece) const {
  piece.raw.clear();
  piece.entries = batch.entries.size();
  const bool as_is = batch.container == options_.container;
  if (as_is && options_.container != Container::v4) {
    piece.records = contiguous(batch);
    if (!piece.records.empty()) return;
  }
  std::uint64_t number = batch.first_number;
  for (const Entry& entry : batch.entries) {
    const std::size_t length =
        as_is ? entry.record.size() : record_length(fields_of(entry), options_.container);
    if (options_.container == Container::v4) append_frame_head(entry, length, ++number, piece.raw);
    if (as_is) {
      piece.raw.append(entry.record);
    } else {
      append_record(fields_of(entry), options_.container, piece.raw);
    }
  }
  piece.records = piece.raw.bytes();
}

void DumpWriter::compress(Piece& piece) const {
  if (!deflates_in_parallel() || piece.records.empty()) return;
  if (!piece.compressor) {
    const bool term = options_.container != Container::v4 && options_.wrap == Wrap::none;
    piece.compressor = std::make_unique<io::ChunkCompressor>(
        term ? io::DeflateFormat::zlib : io::DeflateFormat::gzip, options_.level);
  }
  piece.compressor->compress(piece.records, piece.chunk);
  if (options_.hash_content) piece.content = content_of(piece.records);
}

void DumpWriter::body(const Batch& batch, Piece& piece) const {
  make_records(batch, piece);
  compress(piece);
}

void DumpWriter::put(Piece& piece, io::Sink&) {
  account(piece.records.size(), piece.entries);
  add_content(piece.records);
  stream_->put(piece);
}

void DumpWriter::put_large(const Batch& batch, Piece& piece, io::Sink&) {
  if (batch.container != options_.container && options_.container != Container::v4)
    return put_parts(batch, piece);
  make_records(batch, piece);
  const Bytes all = piece.records;
  account(all.size(), piece.entries);
  add_content(all);
  for (std::size_t at = 0; at < all.size(); at += io::kChunkSize) {
    put_chunk(all.subspan(at, std::min(io::kChunkSize, all.size() - at)), piece);
  }
  constexpr std::size_t generous = std::size_t{8} << 20;
  piece.raw.trim(generous);
}

void DumpWriter::put_chunk(Bytes records, Piece& piece) {
  piece.records = records;
  compress(piece);
  stream_->put(piece);
}

/// Puts the records of another container together chunk by chunk: never a whole one.
void DumpWriter::put_parts(const Batch& batch, Piece& piece) {
  std::uint64_t bytes = 0;
  for (const Entry& entry : batch.entries) bytes += record_length(fields_of(entry), options_.container);
  account(bytes, batch.entries.size());
  piece.raw.clear();
  const auto put = [&] {
    add_content(piece.raw.bytes());
    put_chunk(piece.raw.bytes(), piece);
    piece.raw.clear();
  };
  for (const Entry& entry : batch.entries) {
    for (Bytes part : record_parts(fields_of(entry), options_.container)) {
      while (!part.empty()) {
        const Bytes fits = part.first(std::min(part.size(), io::kChunkSize - piece.raw.size()));
        piece.raw.append(fits);
        part = part.subspan(fits.size());
        if (piece.raw.size() == io::kChunkSize) put();
      }
    }
  }
  if (!piece.raw.empty()) put();
}

void DumpWriter::add_content(Bytes records) {
  if (!options_.hash_content || layout() != nullptr) return;  // a chunk has its own hash
  if (options_.container != Container::v4) {
    content_.add(records);
    return;
  }
  constexpr std::size_t head = 4;  // the size field and 131
  for (std::size_t at = 0; at < records.size();) {
    const std::size_t record = load_be24(records.data() + at) - std::size_t{1};
    content_.add(records.subspan(at + head, record));
    at += head + record;
  }
}

// Before harm: OTP itself writes a broken file from 4 GiB on, without a word (docs/formats/v2-v3.md).
void DumpWriter::account(std::uint64_t bytes, std::uint64_t entries) {
  written_.entries += entries;
  written_.data_bytes += bytes;
  if (options_.container == Container::v4) return;
  if (written_.entries > kMost32) {
    throw Error(ErrorKind::damaged, "a list holds at most 4294967295 entries")
        .hint("write v4, or split the dump");
  }
  const bool term = options_.level != 0 && options_.wrap == Wrap::none;
  if (term && written_.data_bytes + kListHead + 1 > kMost32) {
    throw Error(ErrorKind::damaged, "a compressed term holds at most 4294967295 bytes")
        .hint("write level 0, which has no such limit, and wrap it: --compression 0, or --wrap gzip");
  }
}

Written DumpWriter::end() {
  written_.file_bytes = stream_->end(written_.entries);
  if (options_.container != Container::v4) written_.data_bytes += written_.entries == 0 ? 2 : 2 + kListHead;
  return written_;
}

const ChunkLayout* DumpWriter::layout() const { return stream_->layout(); }

bool DumpWriter::compression_pays() const {
  const bool term = options_.container != Container::v4 && options_.level != 0 && options_.wrap == Wrap::none;
  return !term || (written_.entries != 0 && written_.file_bytes <= written_.data_bytes);
}

}  // namespace cxdump::dump
