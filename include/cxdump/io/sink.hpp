#pragma once

#include <cstdint>
#include <memory>

#include "cxdump/base/bytes.hpp"

namespace cxdump::io {

/// Where bytes go: standard output, a file that appears whole or not at all, a compressor before another sink.
///
/// Threads: one at a time. Throws: Error `system` from every call when the system refuses (EPIPE included).
class Sink {
 public:
  virtual ~Sink() = default;

  virtual void write(Bytes bytes) = 0;

  /// Everything is out, checked to the last byte; a file is in its place. A sink destroyed without finish() leaves
  /// nothing behind: no file, no temporary.
  virtual void finish() = 0;
};

using SinkPtr = std::unique_ptr<Sink>;

}  // namespace cxdump::io
