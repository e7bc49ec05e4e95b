#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "io/deflate_codes.hpp"
#include "io/deflate_matches.hpp"
#include "io/deflater.hpp"

namespace cxdump::io {

/// Writes literals and matches as deflate blocks, each in the shortest of the three ways there are.
class BlockWriter {
 public:
  /// Forgets what was written. `raw`: what the literals and matches will stand for.
  void begin(Bytes raw);

  void literal(std::uint8_t byte) {
    ++literals_[byte];
    ++covered_;
    add(byte);
  }
  void match(const Match& match) {
    ++literals_[length_symbol(match.length)];
    ++distances_[distance_symbol(match.distance)];
    covered_ += match.length;
    add(match.length << kLengthShift | match.distance);
  }

  /// What was written, with an empty stored block behind it; nothing can follow.
  Bytes finish();

 private:
  static constexpr std::size_t kTokens = std::size_t{1}
                                         << 14;  // a block's, about as many as zlib's at level 6
  static constexpr std::size_t kLiterals = 286;
  static constexpr std::size_t kDistances = 30;
  static constexpr std::uint32_t kLengthShift = 16;

  /// What stands before a dynamic block's codes.
  struct Header {
    std::array<std::uint8_t, kLiterals + kDistances> lengths{};  // of the literals' codes, and the distances'
    std::array<DeflateCode, kLiterals> literals{};
    std::array<DeflateCode, kDistances> distances{};
    std::size_t literal_count = 0;
    std::size_t distance_count = 0;
    std::array<std::uint16_t, kLiterals + kDistances> runs{};  // precode symbol, its extra bits above it
    std::size_t run_count = 0;
    std::array<std::uint8_t, 19> precode_lengths{};
    std::size_t precode_count = 0;  // those that are written
  };

  static std::size_t length_symbol(std::uint32_t length);
  static std::size_t distance_symbol(std::uint32_t distance);

  void add(std::uint32_t token) {
    tokens_[token_count_++] = token;
    if (token_count_ == kTokens) end_block();
  }
  void end_block();
  void make_header();
  void find_runs();
  std::uint64_t header_bits() const;
  std::uint64_t code_bits(const DeflateCode* literals, const DeflateCode* distances) const;
  void write_header();
  void write_codes(const DeflateCode* literals, const DeflateCode* distances);
  void write_stored();
  void reserve(std::uint64_t bits);
  void put(std::uint64_t bits, std::size_t count);
  void to_byte();

  Bytes raw_;
  std::size_t begun_ = 0;    // where the block's bytes begin,
  std::size_t covered_ = 0;  // and end so far
  std::array<std::uint32_t, kTokens> tokens_{};
  std::size_t token_count_ = 0;
  std::array<std::uint32_t, kLiterals> literals_{};  // how often each symbol occurs
  std::array<std::uint32_t, kDistances> distances_{};
  Header header_;
  std::vector<std::uint8_t> out_;
  std::size_t size_ = 0;
  std::uint64_t bits_ = 0;  // not written yet
  std::size_t bit_count_ = 0;
};

}  // namespace cxdump::io
