#include "cxdump/io/deflate.hpp"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include "cxdump/base/endian.hpp"
#include "io/deflate_blocks.hpp"
#include "io/deflate_headers.hpp"
#include "io/deflater.hpp"

namespace cxdump::io {
namespace {

/// What zlib and the Erlang VM write: no flags, no time, XFL 0, OS 3 (Unix).
constexpr std::array<std::uint8_t, 10> kGzipHeader = {
    kGzipMagic0, kGzipMagic1, kDeflateMethod, 0, 0, 0, 0, 0, 0, 3};
constexpr std::array<std::uint8_t, 2> kEmptyFinalBlock = {0x03, 0x00};  // fixed codes: the end at once

// Not insert(): g++ 12 warns of an overflow there that cannot be.
void append(std::vector<std::uint8_t>& out, Bytes bytes) {
  const std::size_t size = out.size();
  out.resize(size + bytes.size());
  std::copy(bytes.begin(), bytes.end(), out.begin() + static_cast<std::ptrdiff_t>(size));
}

void append_le32(std::vector<std::uint8_t>& out, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
}

std::uint32_t checksum(DeflateFormat format, Bytes raw) {
  return format == DeflateFormat::zlib ? libdeflate_adler32(1, raw.data(), raw.size())
                                       : libdeflate_crc32(0, raw.data(), raw.size());
}

/// The checksum of two runs of bytes, one behind the other; the second has `size`.
std::uint32_t combined(DeflateFormat format, std::uint32_t first, std::uint32_t second, std::uint64_t size) {
  const auto length = static_cast<z_off_t>(size);
  return static_cast<std::uint32_t>(format == DeflateFormat::zlib ? ::adler32_combine(first, second, length)
                                                                  : ::crc32_combine(first, second, length));
}

/// CMF and FLG with FLEVEL and FCHECK as zlib's deflate.c has them for a level (RFC 1950, 2.2).
std::array<std::uint8_t, 2> zlib_header(int level) {
  if (level < 2) return {0x78, 0x01};
  if (level < 6) return {0x78, 0x5e};
  if (level == 6) return {0x78, 0x9c};
  return {0x78, 0xda};
}

}  // namespace

ChunkCompressor::ChunkCompressor(DeflateFormat format, int level)
    : format_(format), deflater_(make_deflater(level)) {}

ChunkCompressor::~ChunkCompressor() = default;
ChunkCompressor::ChunkCompressor(ChunkCompressor&&) noexcept = default;

void ChunkCompressor::compress(Bytes raw, Chunk& out) {
  out.bytes.clear();
  out.raw_size = raw.size();
  out.checksum = checksum(format_, raw);
  if (!raw.empty()) append(out.bytes, deflater_->deflate(raw));
}

void ChunkDecompressor::Free::operator()(libdeflate_decompressor* decompressor) const {
  libdeflate_free_decompressor(decompressor);
}

ChunkDecompressor::ChunkDecompressor(DeflateFormat format)
    : format_(format), decompressor_(libdeflate_alloc_decompressor()) {
  if (!decompressor_) throw std::bad_alloc();
}

ChunkDecompressor::~ChunkDecompressor() = default;
ChunkDecompressor::ChunkDecompressor(ChunkDecompressor&&) noexcept = default;

bool ChunkDecompressor::decompress(Bytes bytes, std::uint64_t raw_size, std::uint32_t expected, Buffer& raw) {
  raw.resize(raw_size);
  std::size_t used = 0;
  std::size_t made = 0;
  // No block of a chunk may be final: the one behind it is.
  ended_.assign(bytes.begin(), bytes.end());
  append(ended_, kEmptyFinalBlock);
  return libdeflate_deflate_decompress_ex(decompressor_.get(), ended_.data(), ended_.size(), raw.data(),
                                          raw_size, &used, &made) == LIBDEFLATE_SUCCESS &&
         used == ended_.size() && made == raw_size && checksum(format_, raw.bytes()) == expected;
}

DeflateStream::DeflateStream(Sink& out, DeflateFormat format, int level, std::size_t head_size)
    : out_(out), format_(format), level_(level), head_size_(head_size), checksum_(checksum(format, {})) {
  write(beginning(std::vector<std::uint8_t>(head_size)));
}

void DeflateStream::append(const Chunk& chunk) {
  write(chunk.bytes);
  raw_size_ += chunk.raw_size;
  checksum_ = combined(format_, checksum_, chunk.checksum, chunk.raw_size);
}

DeflateStream::Ends DeflateStream::finish(Bytes head) {
  std::vector<std::uint8_t> end(kEmptyFinalBlock.begin(), kEmptyFinalBlock.end());
  const std::uint32_t whole = combined(format_, checksum(format_, head), checksum_, raw_size_);
  switch (format_) {
    case DeflateFormat::zlib:
      end.resize(kEmptyFinalBlock.size() + kAdlerSize);
      store_be32(end.data() + kEmptyFinalBlock.size(), whole);
      break;
    case DeflateFormat::gzip:  // RFC 1952, 2.3.1: CRC32, ISIZE
      append_le32(end, whole);
      append_le32(end, static_cast<std::uint32_t>(head.size() + raw_size_));
      break;
  }
  write(end);
  return {beginning(head), std::move(end)};
}

std::vector<std::uint8_t> DeflateStream::beginning(Bytes head) const {
  std::vector<std::uint8_t> bytes;
  switch (format_) {
    case DeflateFormat::zlib:
      io::append(bytes, zlib_header(level_));
      break;
    case DeflateFormat::gzip:
      io::append(bytes, kGzipHeader);
      break;
  }
  if (head_size_ != 0) append_stored_block(bytes, head);
  return bytes;
}

void DeflateStream::write(Bytes bytes) {
  out_.write(bytes);
  size_ += bytes.size();
}

}  // namespace cxdump::io
