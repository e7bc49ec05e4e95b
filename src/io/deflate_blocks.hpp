#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cxdump/base/bytes.hpp"

namespace cxdump::io {

// Joining what libdeflate made of several chunks into one deflate stream.
//
// libdeflate compresses a whole buffer and marks its last block as final (BFINAL, RFC 1951 3.2.3). To go on
// behind it, that bit must be cleared and, since the next chunk begins at a byte, the rest of the last byte
// filled up by an empty stored block: 4 or 5 bytes a chunk, and a mark (00 00 FF FF) where
// InflateSource::resync() can start again. libdeflate tells neither where its last block
// begins nor at which bit it ends.
//
// What finding both costs on top of compressing, by level 1 / 6 / 9 (146 MB of sessions, chunks of 2 MiB, one
// thread; libdeflate alone 431 / 163 / 28 MB/s):
//   zlib, inflate(Z_BLOCK)                         66 % / 18 % / 3.2 %
//   ISA-L, inflating alone (it tells no bits)      31 % /  9 % / 1.5 %
//   find_last_block(): codes walked, nothing copied, literals and matches by the same branchless step
//                                                  35 % / 11 % / 2.1 %
// Also thought of, and not taken: looking for the last dynamic header at every bit near the end (right only
// with very high probability); chunks so small that libdeflate makes one block of each (4 % larger); a last
// block of our own (libdeflate's own last block is final all the same); a gzip member a chunk, which needs
// none of it (a file cut at the border of two members is a whole one to every reader). ISA-L and our own
// deflater end a chunk as they are told to.
//
// Size of the chunks: none can refer to the one before it. libdeflate's 6 and 256 KiB, 1, 2, 4
// MiB: 23.71, 23.51, 23.47, 23.46 MB; so 2 MiB.

/// Makes the last of the blocks in `blocks` one that another can follow, and fills up its last byte.
/// Requires: a complete deflate stream, and behind it room for kJoinRoom bytes more.
/// Returns: the number of bytes, now `size` or a little more.
std::size_t make_joinable(std::uint8_t* blocks, std::size_t size);

constexpr std::size_t kJoinRoom = 16;

/// Appends a stored block that is not final (RFC 1951, 3.2.4). Requires: at most 65,535 bytes, and a byte's
/// border.
void append_stored_block(std::vector<std::uint8_t>& out, Bytes data);

}  // namespace cxdump::io
