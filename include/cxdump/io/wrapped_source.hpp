#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "cxdump/io/damaged_stream.hpp"
#include "cxdump/io/source.hpp"
#include "cxdump/io/window.hpp"

namespace cxdump::io {

/// What a decompressor makes of the bytes in a window: the base of InflateSource and of the sources in
/// wrap.hpp.
///
/// read() throws DamagedStream after all bytes that could be had before the fault have been returned, and
/// throws it again from then on.
class WrappedSource : public Source {
 public:
  /// `in` stays the caller's, who may go on reading behind the end of the stream. Valid until: `in` goes.
  explicit WrappedSource(Window& in);
  explicit WrappedSource(WindowPtr in);

  std::size_t read(MutableBytes out) final;
  const std::string& name() const final { return in_.name(); }

  /// Whether read() has met a fault and would throw it again.
  bool faulted() const { return fault_.has_value(); }

  /// After a fault: goes on where decompression can start again, if there is such a place. What lies between
  /// is lost; what comes then may be anything. Returns: whether there is one. Throws: what reading on throws.
  virtual bool resync() { return false; }

  /// Bytes of the compressed stream used so far; at the end, its length with header and trailer.
  std::uint64_t compressed_size() const { return in_.position() - begin_; }
  /// Bytes given so far; at the end, the uncompressed length.
  std::uint64_t uncompressed_size() const { return produced_; }

 protected:
  /// As Source::read.
  virtual std::size_t decompress(MutableBytes out) = 0;

  Window& in() { return in_; }
  const std::optional<DamagedStream>& fault() const { return fault_; }
  void forget_fault() { fault_.reset(); }

  /// Throws the fault, placed where the window stands.
  [[noreturn]] void fail(StreamFault fault);
  [[noreturn]] void fail(StreamFault fault, std::uint64_t offset);

 private:
  WindowPtr owned_;
  Window& in_;
  std::uint64_t begin_;
  std::uint64_t produced_ = 0;
  std::optional<DamagedStream> fault_;
};

}  // namespace cxdump::io
