#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "cxdump/base/bytes.hpp"

namespace cxdump::io {

/// Raw deflate of one chunk after the other, none of which refers to another: a class a library. No block is
/// final, and an empty stored block fills up the last byte, so that chunks can be joined.
///
/// What it makes depends on nothing but the level and the chunk, and on which instructions the processor has.
class Deflater {
 public:
  virtual ~Deflater() = default;

  /// Requires: a chunk that is not empty. Returns: its deflate blocks, valid until the next call.
  virtual Bytes deflate(Bytes raw) = 0;
};

using DeflaterPtr = std::unique_ptr<Deflater>;

/// Never larger than zlib's output at that level. `level`: kLeastLevel .. kBestLevel.
DeflaterPtr make_deflater(int level);

/// How hard hopping_deflater() tries.
struct Effort {
  int tries;                  ///< places looked at for each match
  std::uint32_t long_enough;  ///< no better match is searched for after one as long as that
};

/// Our own (deflate_matches.hpp).
DeflaterPtr hopping_deflater(Effort effort);

#ifdef CXDUMP_ISAL
DeflaterPtr isal_deflater();
#endif

}  // namespace cxdump::io
