#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "cxdump/base/endian.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

// Copying the bytes that mean themselves in a JSON string, a block at a time: all but `"`, `\`, control
// characters and whatever is not ASCII. SSE2 is part of every x86-64 and NEON of every arm64, so the choice
// is made by the compiler. Not measured: wider vectors (AVX2), and the NEON path on an arm64 machine.

namespace cxdump::json {

/// Whether a byte means itself.
constexpr bool is_plain(std::uint8_t c) { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

/// Eight bytes in a register of any machine.
struct PortableBlock {
  static constexpr std::size_t kWidth = 8;

  /// How many bytes of `word`, from the first in memory on, are plain.
  static std::size_t plain_in(std::uint64_t word) {
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
    // A byte that borrows may mark the one above it too, never one below, and the lowest mark is what counts.
    const auto zero_in = [](std::uint64_t w) { return (w - ones) & ~w; };
    const std::uint64_t control = word - 0x20 * ones;
    const std::uint64_t marks =
        (control | word | zero_in(word ^ ('"' * ones)) | zero_in(word ^ ('\\' * ones))) & (0x80 * ones);
    return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
  }

  /// Copies kWidth bytes and returns how many of them, from the first on, are plain.
  static std::size_t copy(const std::uint8_t* from, char* to) {
    std::uint64_t word;
    std::memcpy(&word, from, kWidth);
    std::memcpy(to, &word, kWidth);
    return plain_in(word);
  }
};

#if defined(__SSE2__)
struct VectorBlock {
  static constexpr std::size_t kWidth = 16;
  static std::size_t copy(const std::uint8_t* from, char* to) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), block);
    // As signed bytes, control characters and everything from 0x80 on are less than a blank.
    const __m128i special = _mm_or_si128(
        _mm_cmplt_epi8(block, _mm_set1_epi8(0x20)),
        _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('"')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'))));
    const auto marks = static_cast<std::uint32_t>(_mm_movemask_epi8(special)) | 0x1'0000U;
    return static_cast<std::size_t>(std::countr_zero(marks));
  }
};
#elif defined(__ARM_NEON) && defined(__aarch64__)
struct VectorBlock {
  static constexpr std::size_t kWidth = 16;
  static std::size_t copy(const std::uint8_t* from, char* to) {
    const uint8x16_t block = vld1q_u8(from);
    vst1q_u8(reinterpret_cast<std::uint8_t*>(to), block);
    const uint8x16_t below = vcltq_s8(vreinterpretq_s8_u8(block), vdupq_n_s8(0x20));
    const uint8x16_t special =
        vorrq_u8(below, vorrq_u8(vceqq_u8(block, vdupq_n_u8('"')), vceqq_u8(block, vdupq_n_u8('\\'))));
    // Four bits a byte: what arm64 has in place of movemask.
    const uint8x8_t narrow = vshrn_n_u16(vreinterpretq_u16_u8(special), 4);
    const std::uint64_t marks = vget_lane_u64(vreinterpret_u64_u8(narrow), 0);
    return static_cast<std::size_t>(std::countr_zero(marks)) / 4;
  }
};
#else
using VectorBlock = PortableBlock;
#endif

namespace detail {
/// copy_plain of at least one block: the last block may overlap the one before, whose bytes are plain.
template <typename Block>
inline std::size_t copy_plain_blocks(const std::uint8_t* from, std::size_t size, char* to) {
  const std::size_t last = size - Block::kWidth;
  for (std::size_t done = 0; done < last; done += Block::kWidth) {
    const std::size_t plain = Block::copy(from + done, to + done);
    if (plain != Block::kWidth) return done + plain;
  }
  return last + Block::copy(from + last, to + last);
}

/// The bytes of a text shorter than eight as a word, little-endian, filled up with plain bytes.
inline std::uint64_t load_short(const std::uint8_t* from, std::size_t size) {
  constexpr std::uint64_t filling = 0x6161'6161'6161'6161;
  std::uint64_t word = filling << (8 * size);
  if (size >= 4) {
    word |= load_le32(from) | std::uint64_t{load_le32(from + size - 4)} << (8 * (size - 4));
  } else if (size != 0) {
    const std::size_t middle = size / 2;
    const std::size_t last = size - 1;
    word |= from[0] | std::uint64_t{from[middle]} << (8 * middle) | std::uint64_t{from[last]} << (8 * last);
  }
  return word;
}

/// copy_plain of less than a block.
inline std::size_t copy_plain_short(const std::uint8_t* from, std::size_t size, char* to) {
  std::uint64_t word = load_short(from, size);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  std::memcpy(to, &word, sizeof word);
  const std::size_t plain = PortableBlock::plain_in(word);
  return plain < size ? plain : size;
}
}  // namespace detail

/// So many bytes behind the text may be overwritten.
inline constexpr std::size_t kCopySlack = PortableBlock::kWidth;

/// Copies plain bytes from `from` (`size` of them at most) to `to` and returns how many there were before the
/// first that is not. Requires: room for `size` + kCopySlack bytes at `to`; those behind the plain ones may
/// be overwritten.
template <typename Block = VectorBlock>
inline std::size_t copy_plain(const std::uint8_t* from, std::size_t size, char* to) {
  if (size >= Block::kWidth) return detail::copy_plain_blocks<Block>(from, size, to);
  if (size >= PortableBlock::kWidth) return detail::copy_plain_blocks<PortableBlock>(from, size, to);
  return detail::copy_plain_short(from, size, to);
}

/// How many bytes at `from` are plain before the first that is not.
inline std::size_t plain_length(const std::uint8_t* from, std::size_t size) {
  char dropped[VectorBlock::kWidth];
  std::size_t done = 0;
  for (; size - done >= VectorBlock::kWidth; done += VectorBlock::kWidth) {
    const std::size_t plain = VectorBlock::copy(from + done, dropped);
    if (plain != VectorBlock::kWidth) return done + plain;
  }
  while (done < size && is_plain(from[done])) ++done;
  return done;
}

}  // namespace cxdump::json
