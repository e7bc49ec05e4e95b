#include "io/last_block.hpp"

#include <doctest/doctest.h>
#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <random>
#include <utility>

#include "io/support.hpp"

using namespace io_test;
using cxdump::io::find_last_block;
using cxdump::io::kWalkSlack;
using cxdump::io::LastBlock;

namespace {

/// What zlib says: inflate(Z_BLOCK) stops at each block's end, and data_type holds the unused bits.
LastBlock by_zlib(const Buffer& stream, std::size_t raw_size) {
  Buffer out(raw_size + 1);
  z_stream z{};
  inflateInit2(&z, -MAX_WBITS);
  z.next_in = const_cast<Bytef*>(stream.data());
  z.avail_in = static_cast<uInt>(stream.size());
  z.next_out = out.data();
  z.avail_out = static_cast<uInt>(out.size());
  LastBlock last{0, 0};
  int result = Z_OK;
  while (result == Z_OK) {
    result = ::inflate(&z, Z_BLOCK);
    if ((z.data_type & 128) == 0) continue;
    last.begin_bit = last.end_bit;
    last.end_bit =
        static_cast<std::size_t>(z.next_in - stream.data()) * 8 - static_cast<std::size_t>(z.data_type & 7);
  }
  REQUIRE(result == Z_STREAM_END);
  inflateEnd(&z);
  return last;
}

void check_against_zlib(Buffer stream, std::size_t raw_size) {
  const LastBlock expected = by_zlib(stream, raw_size);
  const std::size_t size = stream.size();
  stream.resize(size + kWalkSlack, 0xa5);
  const auto found = find_last_block(Bytes(stream).first(size));
  REQUIRE(found.has_value());
  REQUIRE(found->begin_bit == expected.begin_bit);
  REQUIRE(found->end_bit == expected.end_bit);
}

Buffer by_libdeflate(const Buffer& data, int level) {
  libdeflate_compressor* compressor = libdeflate_alloc_compressor(level);
  Buffer out(libdeflate_deflate_compress_bound(compressor, data.size()));
  out.resize(libdeflate_deflate_compress(compressor, data.data(), data.size(), out.data(), out.size()));
  libdeflate_free_compressor(compressor);
  return out;
}

}  // namespace

TEST_CASE("the final block's bits are those that zlib finds, in streams of zlib and of libdeflate") {
  std::vector<Buffer> inputs = {
      {}, text("a"), text("aaaaaaaaaaaaaaaaaaaaaaaaa"), Buffer(1000000, 7), noise(200000)};
  for (unsigned seed = 0; seed < 20; ++seed) inputs.push_back(sample(std::size_t{40} << seed % 14, seed));
  inputs.push_back(sample(400000) + noise(100000) + Buffer(50000, 1) + sample(3000));
  for (const Buffer& data : inputs) {
    for (int level = 1; level <= 12; ++level) check_against_zlib(by_libdeflate(data, level), data.size());
    for (int level = 0; level <= 9; ++level) check_against_zlib(deflated(data, -15, level), data.size());
  }
}

TEST_CASE("codes longer than the walker's tables are followed") {
  Buffer data;  // literals as frequent as Fibonacci numbers get codes of every length
  for (std::size_t value = 0, a = 1, b = 1; value < 25; ++value) {
    data.insert(data.end(), a, static_cast<std::uint8_t>(value * 9));
    b += std::exchange(a, b);
  }
  std::shuffle(data.begin(), data.end(), std::mt19937(1));
  for (const int level : {1, 6, 12}) check_against_zlib(by_libdeflate(data, level), data.size());
}

TEST_CASE("cut and dirty streams are walked no further than their end") {
  const Buffer packed = by_libdeflate(sample(20000), 6);
  for (std::size_t cut = 0; cut < packed.size(); ++cut) {
    Buffer part(packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(cut));
    part.resize(cut + kWalkSlack);
    REQUIRE_FALSE(find_last_block(Bytes(part).first(cut)).has_value());
  }
  for (unsigned seed = 0; seed < 3000; ++seed) {
    Buffer dirt = noise(200, seed);
    dirt[0] = static_cast<std::uint8_t>((dirt[0] & ~7) | 4);  // dynamic codes, not final
    const auto found = find_last_block(Bytes(dirt).first(dirt.size() - kWalkSlack));
    if (found) REQUIRE(found->end_bit <= (dirt.size() - kWalkSlack) * 8);
  }
}
