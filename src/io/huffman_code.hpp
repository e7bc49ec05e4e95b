#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace cxdump::io {

constexpr std::uint32_t low_bits(std::size_t count) { return (1U << count) - 1; }

/// A canonical Huffman code (RFC 1951, 3.2.2), decoded by a table over its next kBits bits, and bit by bit
/// when a code is longer.
template <std::size_t kBits, std::size_t kMostSymbols>
class HuffmanCode {
 public:
  static constexpr std::size_t kMostLength = 15;

  struct Symbol {
    std::uint16_t value = 0;
    std::uint8_t length = 0;  ///< of its code; 0: there is none
  };

  /// Returns: false when there are more codes than bits can tell apart.
  bool build(const std::uint8_t* lengths, std::size_t count) {
    count_.fill(0);
    for (std::size_t i = 0; i < count; ++i) ++count_[lengths[i]];
    count_[0] = 0;
    std::array<std::uint32_t, kMostLength + 2> next_code{};
    std::array<std::uint16_t, kMostLength + 2> offset{};
    for (std::size_t length = 1; length <= kMostLength; ++length) {
      if (next_code[length] + count_[length] > 1U << length) return false;
      next_code[length + 1] = (next_code[length] + count_[length]) << 1;
      offset[length + 1] = static_cast<std::uint16_t>(offset[length] + count_[length]);
    }
    table_.fill({});
    for (std::size_t i = 0; i < count; ++i) {
      if (lengths[i] == 0) continue;
      sorted_[offset[lengths[i]]++] = static_cast<std::uint16_t>(i);
      place({static_cast<std::uint16_t>(i), lengths[i]}, next_code[lengths[i]]++);
    }
    return true;
  }

  /// The symbol whose code fits in the next kBits bits.
  Symbol short_symbol(std::uint64_t bits) const { return table_[bits & low_bits(kBits)]; }

  Symbol symbol(std::uint64_t bits) const {
    const Symbol found = short_symbol(bits);
    return found.length != 0 ? found : long_symbol(bits);
  }

 private:
  void place(Symbol symbol, std::uint32_t code) {
    if (symbol.length > kBits) return;
    std::uint32_t reversed = 0;
    for (std::size_t i = 0; i < symbol.length; ++i) reversed |= (code >> i & 1) << (symbol.length - 1U - i);
    for (std::size_t i = reversed; i < table_.size(); i += std::size_t{1} << symbol.length)
      table_[i] = symbol;
  }

  Symbol long_symbol(std::uint64_t bits) const {
    std::uint32_t code = 0;
    std::uint32_t first = 0;
    std::uint32_t index = 0;
    for (std::uint8_t length = 1; length <= kMostLength; ++length) {
      code |= static_cast<std::uint32_t>(bits & 1);
      bits >>= 1;
      if (code < first + count_[length]) return {sorted_[index + code - first], length};
      index += count_[length];
      first = (first + count_[length]) << 1;
      code <<= 1;
    }
    return {};
  }

  std::array<std::uint16_t, kMostLength + 1> count_{};
  std::array<std::uint16_t, kMostSymbols> sorted_{};
  std::array<Symbol, std::size_t{1} << kBits> table_{};
};

}  // namespace cxdump::io
