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

/// CRC32 and ISIZE of a member (RFC 1952, 2.3.1).
void append_gzip_trailer(std::vector<std::uint8_t>& out, Bytes raw) {
  append_le32(out, libdeflate_crc32(0, raw.data(), raw.size()));
  append_le32(out, static_cast<std::uint32_t>(raw.size()));
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
  out.adler = 1;
  if (raw.empty()) return;
  switch (format_) {
    case DeflateFormat::zlib:
      out.adler = libdeflate_adler32(1, raw.data(), raw.size());
      append(out.bytes, deflater_->deflate(raw, Ending::joinable));
      break;
    case DeflateFormat::gzip:
      append(out.bytes, kGzipHeader);
      append(out.bytes, deflater_->deflate(raw, Ending::final));
      append_gzip_trailer(out.bytes, raw);
      break;
  }
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

bool ChunkDecompressor::decompress(Bytes bytes, std::uint64_t raw_size, std::uint32_t adler, Buffer& raw) {
  raw.resize(raw_size);
  std::size_t used = 0;
  std::size_t made = 0;
  if (format_ == DeflateFormat::gzip) {
    return libdeflate_gzip_decompress_ex(decompressor_.get(), bytes.data(), bytes.size(), raw.data(),
                                         raw_size, &used, &made) == LIBDEFLATE_SUCCESS &&
           used == bytes.size() && made == raw_size;
  }
  // No block of a chunk may be final: the one behind it is.
  ended_.assign(bytes.begin(), bytes.end());
  append(ended_, kEmptyFinalBlock);
  return libdeflate_deflate_decompress_ex(decompressor_.get(), ended_.data(), ended_.size(), raw.data(),
                                          raw_size, &used, &made) == LIBDEFLATE_SUCCESS &&
         used == ended_.size() && made == raw_size && libdeflate_adler32(1, raw.data(), raw_size) == adler;
}

DeflateStream::DeflateStream(Sink& out, DeflateFormat format, int level, std::size_t head_size)
    : out_(out), format_(format), level_(level), head_size_(head_size) {
  write(beginning(std::vector<std::uint8_t>(head_size)));
}

void DeflateStream::append(const Chunk& chunk) {
  write(chunk.bytes);
  raw_size_ += chunk.raw_size;
  adler_ = static_cast<std::uint32_t>(
      ::adler32_combine(adler_, chunk.adler, static_cast<z_off_t>(chunk.raw_size)));
}

DeflateStream::Ends DeflateStream::finish(Bytes head) {
  std::vector<std::uint8_t> end;
  if (format_ == DeflateFormat::zlib) {
    const uLong head_adler = libdeflate_adler32(1, head.data(), head.size());
    const uLong adler = ::adler32_combine(head_adler, adler_, static_cast<z_off_t>(raw_size_));
    end.assign(kEmptyFinalBlock.begin(), kEmptyFinalBlock.end());
    end.resize(kEmptyFinalBlock.size() + kAdlerSize);
    store_be32(end.data() + kEmptyFinalBlock.size(), static_cast<std::uint32_t>(adler));
  } else if (size_ == 0) {  // a gzip stream has one member at least
    io::append(end, kGzipHeader);
    io::append(end, kEmptyFinalBlock);
    append_gzip_trailer(end, {});
  }
  write(end);
  return {beginning(head), std::move(end)};
}

std::vector<std::uint8_t> DeflateStream::beginning(Bytes head) const {
  std::vector<std::uint8_t> bytes;
  switch (format_) {
    case DeflateFormat::zlib:
      io::append(bytes, zlib_header(level_));
      if (head_size_ != 0) append_stored_block(bytes, Final::no, head.data(), head.size());
      break;
    case DeflateFormat::gzip:
      if (head_size_ == 0) break;
      io::append(bytes, kGzipHeader);
      append_stored_block(bytes, Final::yes, head.data(), head.size());
      append_gzip_trailer(bytes, head);
      break;
  }
  return bytes;
}

void DeflateStream::write(Bytes bytes) {
  if (!bytes.empty()) out_.write(bytes);
  size_ += bytes.size();
}

}  // namespace cxdump::io
