#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "cxdump/base/bytes.hpp"

namespace cxdump::io {

/// Bytes that come one after the other: a file, a pipe, what a decompressor makes of another source.
///
/// Threads: one at a time. Not seekable; nothing above needs it.
class Source {
 public:
  virtual ~Source() = default;

  /// Puts up to out.size() bytes (at least one wanted) into `out`, and returns how many; 0 means the end, for
  /// good. Fewer than wanted is no end. Never waits to fill `out` when it has something. Throws: Error
  /// `system` when the system refuses, `damaged` when a wrapper is broken or cut short; bytes that came
  /// before the fault have been returned by earlier calls.
  virtual std::size_t read(MutableBytes out) = 0;

  /// For messages: the path, or "standard input".
  virtual const std::string& name() const = 0;
};

using SourcePtr = std::unique_ptr<Source>;

/// Fills `out` as far as the source goes. Returns the number of bytes; fewer than out.size() only at the end.
std::size_t read_full(Source& source, MutableBytes out);

}  // namespace cxdump::io
