#pragma once

#include <cstddef>
#include <cstdint>

#include "cxdump/base/bytes.hpp"

namespace cxdump {

/// One character of UTF-8 (RFC 3629).
struct Utf8Char {
  char32_t code;
  std::uint32_t length;  ///< 1..4 bytes; 0: what stands here is not UTF-8
};

/// The character at the start of `bytes`. Overlong forms, surrogates and code points over U+10FFFF have
/// length 0.
Utf8Char decode_utf8(Bytes bytes);

/// Writes `code` to `out` (at least 4 bytes) and returns how many it took.
std::uint32_t encode_utf8(char32_t code, std::uint8_t* out);

/// Whether all of `bytes` is well-formed UTF-8.
bool valid_utf8(Bytes bytes);

/// How many leading bytes are ASCII.
std::size_t ascii_prefix(Bytes bytes);

}  // namespace cxdump
