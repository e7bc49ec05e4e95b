#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/error.hpp"

namespace cxdump::io {

/// A failing output: nothing that still comes can be written, so it ends the whole run.
class OutputError : public Error {
 public:
  using Error::Error;
  explicit OutputError(Error error) : Error(std::move(error)) {}
};

/// The reader of a pipe went away, which ends the program without a word.
class BrokenPipe : public OutputError {
 public:
  using OutputError::OutputError;
};

/// Where bytes go: standard output, a file that appears whole or not at all, a compressor before another
/// sink.
///
/// Threads: one at a time. Throws: OutputError of kind `system` from every call when the system refuses.
class Sink {
 public:
  virtual ~Sink() = default;

  virtual void write(Bytes bytes) = 0;

  /// Everything is out, checked to the last byte; a file is in its place. A sink destroyed without finish()
  /// leaves nothing behind: no file, no temporary.
  virtual void finish() = 0;
};

using SinkPtr = std::unique_ptr<Sink>;

}  // namespace cxdump::io
