#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "cxdump/base/bytes.hpp"

namespace cxdump::io {

enum class Ending : std::uint8_t {
  final,     ///< the last block ends the stream
  joinable,  ///< no block ends it, and an empty stored block fills up the last byte
};

/// Raw deflate of one chunk after the other, none of which refers to another: a class a library.
///
/// What it makes depends on nothing but the level and the chunk, and on which instructions the processor has.
class Deflater {
 public:
  virtual ~Deflater() = default;

  /// Requires: a chunk that is not empty. Returns: its deflate blocks, valid until the next call.
  virtual Bytes deflate(Bytes raw, Ending ending) = 0;
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
