#include <doctest/doctest.h>
#include <zlib.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <utility>

#include "io/deflate_codes.hpp"
#include "io/deflater.hpp"
#include "io/support.hpp"

using namespace io_test;
using cxdump::io::Deflater;
using cxdump::io::Effort;
using cxdump::io::hopping_deflater;

namespace {

constexpr Effort kEfforts[] = {{1, 4}, {8, 32}, {64, 258}};

/// By zlib, which is given the end that a chunk lacks.
Buffer inflated(Buffer packed, std::size_t size) {
  packed = std::move(packed) + Buffer{3, 0};
  Buffer out(size + 1);
  z_stream z{};
  inflateInit2(&z, -MAX_WBITS);
  z.next_in = packed.data();
  z.avail_in = static_cast<uInt>(packed.size());
  z.next_out = out.data();
  z.avail_out = static_cast<uInt>(out.size());
  CHECK(::inflate(&z, Z_FINISH) == Z_STREAM_END);
  CHECK(z.avail_in == 0);
  out.resize(z.total_out);
  inflateEnd(&z);
  return out;
}

void check_round_trip(Deflater& deflater, const Buffer& data) {
  REQUIRE(inflated(buffer_of(deflater.deflate(data)), data.size()) == data);
}

/// Symbols as frequent as Fibonacci numbers would get codes of every length.
Buffer fibonacci_bytes() {
  Buffer data;
  for (std::size_t value = 0, a = 1, b = 1; value < 22; ++value) {
    data.insert(data.end(), a, static_cast<std::uint8_t>(value * 11));
    b += std::exchange(a, b);
  }
  std::shuffle(data.begin(), data.end(), std::mt19937(1));
  return data;
}

/// What is repeated lies at the distance, which may be one too far.
Buffer repeated_at(std::size_t distance) {
  const Buffer block = noise(300, 9);
  return block + noise(distance - block.size(), 8) + block + noise(100, 7);
}

std::uint64_t bits_of(const std::vector<std::uint32_t>& counts, const std::vector<std::uint8_t>& lengths) {
  return std::inner_product(counts.begin(), counts.end(), lengths.begin(), std::uint64_t{0});
}

}  // namespace

TEST_CASE("zlib reads back what the hopping deflater makes of anything") {
  std::vector<Buffer> inputs = {text("a"), Buffer(1'000'000, 7), noise(200'000), fibonacci_bytes(),
                                sample(400'000) + noise(100'000) + Buffer(50'000, 1) + sample(3'000)};
  for (unsigned seed = 0; seed < 20; ++seed) inputs.push_back(sample(std::size_t{40} << seed % 14, seed));
  for (const std::size_t distance : {32'766U, 32'767U, 32'768U, 32'769U}) {
    inputs.push_back(repeated_at(distance));
  }
  for (const Effort& effort : kEfforts) {
    const auto deflater = hopping_deflater(effort);
    for (const Buffer& data : inputs) check_round_trip(*deflater, data);
  }
}

TEST_CASE("zlib reads back what the hopping deflater makes of any size, ending at any bit") {
  const auto deflater = hopping_deflater({8, 32});
  for (std::size_t size = 1; size < 600; ++size) {
    check_round_trip(*deflater, sample(size, static_cast<unsigned>(size)));
    check_round_trip(*deflater, noise(size, static_cast<unsigned>(size)));
    check_round_trip(*deflater, Buffer(size, static_cast<std::uint8_t>(size)));
  }
}

TEST_CASE("matches of every length and distance are told right") {
  const auto deflater = hopping_deflater({8, 32});
  std::mt19937 random(3);
  for (int i = 0; i < 60; ++i) {
    Buffer data = noise(50, static_cast<unsigned>(i));
    while (data.size() < 70'000) {
      const std::size_t distance = 1 + random() % std::min<std::size_t>(data.size(), 33'000);
      const std::size_t length = 3 + random() % 260;
      for (std::size_t j = 0; j < length; ++j) data.push_back(data[data.size() - distance]);
      data.push_back(static_cast<std::uint8_t>(random()));
    }
    check_round_trip(*deflater, data);
  }
}

TEST_CASE("the hopping deflater makes less of records than zlib at level 6, and of noise hardly more") {
  const auto deflater = hopping_deflater({8, 32});
  const Buffer records = sample(1'000'000);
  CHECK(deflater->deflate(records).size() < deflated(records, -15, 6).size());
  const Buffer dirt = noise(1'000'000);
  CHECK(deflater->deflate(dirt).size() < dirt.size() + 400);
}

TEST_CASE("Huffman codes are complete, no longer than they may be, and the shortest where that is no limit") {
  std::mt19937 random(1);
  for (int i = 0; i < 2'000; ++i) {
    const std::size_t symbols = 2 + random() % 285;
    std::vector<std::uint32_t> counts(symbols);
    for (auto& count : counts) count = random() % 3 == 0 ? 0 : 1U << random() % 24;
    for (const std::size_t most : {std::size_t{9}, std::size_t{15}}) {
      std::vector<std::uint8_t> lengths(symbols);
      cxdump::io::huffman_lengths(counts, most, lengths);
      std::uint32_t used = 0;
      for (std::size_t j = 0; j < symbols; ++j) {
        REQUIRE(lengths[j] <= most);
        REQUIRE((counts[j] == 0 || lengths[j] != 0));
        if (lengths[j] != 0) used += 1U << (most - lengths[j]);
      }
      REQUIRE(used == 1U << most);
    }
  }
  std::vector<std::uint8_t> lengths(6);
  const std::vector<std::uint32_t> counts = {5, 9, 12, 13, 16, 45};
  cxdump::io::huffman_lengths(counts, 15, lengths);
  CHECK(bits_of(counts, lengths) == 224);
}
