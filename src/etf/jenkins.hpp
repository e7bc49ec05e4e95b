#pragma once

#include <cstdint>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/endian.hpp"

namespace cxdump::etf::jenkins {

// Bob Jenkins' hash of 1996 as make_hash2 uses it (ERTS erl_term_hashing.c: MIX, block_hash, UINT32_HASH_2).

/// HCONST, HCONST_2, ...: multiples of the golden ratio that tell kinds of terms apart.
constexpr std::uint32_t constant(std::uint32_t kind) { return 0x9E37'79B9U * kind; }

inline void mix(std::uint32_t& a, std::uint32_t& b, std::uint32_t& c) {
  a = (a - b - c) ^ (c >> 13);
  b = (b - c - a) ^ (a << 8);
  c = (c - a - b) ^ (b >> 13);
  a = (a - b - c) ^ (c >> 12);
  b = (b - c - a) ^ (a << 16);
  c = (c - a - b) ^ (b >> 5);
  a = (a - b - c) ^ (c >> 3);
  b = (b - c - a) ^ (a << 10);
  c = (c - a - b) ^ (b >> 15);
}

/// Adds two words to a hash.
inline std::uint32_t add(std::uint32_t hash, std::uint32_t first, std::uint32_t second,
                         std::uint32_t constant) {
  std::uint32_t a = constant + first;
  std::uint32_t b = constant + second;
  mix(a, b, hash);
  return hash;
}

/// The hash of bytes, 12 at a time, starting from another hash.
inline std::uint32_t hash_block(Bytes bytes, std::uint32_t start) {
  std::uint32_t a = constant(1);
  std::uint32_t b = constant(1);
  std::uint32_t c = start;
  const std::uint8_t* p = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 12; left -= 12, p += 12) {
    a += load_le32(p);
    b += load_le32(p + 4);
    c += load_le32(p + 8);
    mix(a, b, c);
  }
  c += static_cast<std::uint32_t>(bytes.size());
  for (std::size_t i = 0; i < left; ++i) {
    const std::uint32_t byte = p[i];
    if (i < 4) {
      a += byte << (8 * i);
    } else if (i < 8) {
      b += byte << (8 * (i - 4));
    } else {
      c += byte << (8 * (i - 7));  // the lowest byte of c is the length
    }
  }
  mix(a, b, c);
  return c;
}

}  // namespace cxdump::etf::jenkins
