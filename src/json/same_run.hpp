#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "cxdump/base/endian.hpp"

namespace cxdump::json {

/// So many bytes may be read behind a run that is known.
inline constexpr std::size_t kRunSlack = 8;

/// Whether the run `known` of `n` bytes stands at `at`, where `left` bytes are. In line: such runs are short,
/// and looked at more often than anything else.
inline bool stands_at(const std::uint8_t* at, std::size_t left, const std::uint8_t* known, std::size_t n) {
  if (n > left) return false;
  if (n >= 8) {
    for (std::size_t i = 0; i + 8 < n; i += 8) {
      if (load_be64(at + i) != load_be64(known + i)) return false;
    }
    return load_be64(at + n - 8) == load_be64(known + n - 8);
  }
  if (left < 8 || n == 0) return std::memcmp(at, known, n) == 0;
  return (load_be64(at) ^ load_be64(known)) >> (64 - 8 * n) == 0;
}

}  // namespace cxdump::json
