#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace cxdump::io {

/// The code of a symbol as deflate writes it, its first bit the lowest.
struct DeflateCode {
  std::uint16_t bits = 0;
  std::uint8_t length = 0;  ///< 0: the symbol has none
};

/// The lengths of a Huffman code for symbols that occur so often, none over `most_length`; symbols that do
/// not occur get none. The code is complete, as every reader wants it: two symbols have a code at least.
/// Requires: counts.size() == lengths.size(), 2 .. 288; 2^most_length symbols or fewer; a sum under 2^31.
void huffman_lengths(std::span<const std::uint32_t> counts, std::size_t most_length,
                     std::span<std::uint8_t> lengths);

/// The canonical code of these lengths (RFC 1951, 3.2.2).
void canonical_codes(std::span<const std::uint8_t> lengths, std::span<DeflateCode> codes);

}  // namespace cxdump::io
