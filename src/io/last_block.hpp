#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "cxdump/base/bytes.hpp"

namespace cxdump::io {

/// The bits of a raw deflate stream's final block; bit 0 is the lowest of the first byte (RFC 1951, 3.1.1).
struct LastBlock {
  std::size_t begin_bit;  ///< its BFINAL bit
  std::size_t end_bit;    ///< the first bit behind it
};

/// How many bytes behind a stream find_last_block() may read (and never uses).
constexpr std::size_t kWalkSlack = 16;

/// Walks a stream's codes without decoding what they stand for.
///
/// Requires: kWalkSlack readable bytes behind `stream`. Returns: nothing when it is no complete deflate
/// stream.
std::optional<LastBlock> find_last_block(Bytes stream);

}  // namespace cxdump::io
