#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>

#include "cxdump/base/buffer.hpp"
#include "cxdump/io/source.hpp"

namespace cxdump::dump {

/// The window on a stream that a decoder cuts entries from, moved from batch to batch: what one batch did not
/// use up is where the next one starts. The bytes are read straight into the batch's buffer.
class Feed {
 public:
  Feed(io::Source& source, std::size_t window) : source_(source), window_(window) {}

  /// Refills `buffer` with what was kept and then up to a window of new bytes.
  void begin(Buffer& buffer);

  /// Reads more behind what is there: as much again, so that a large entry costs a linear number of bytes.
  /// Returns false when the data has ended.
  bool grow(Buffer& buffer);

  /// Keeps the bytes from `from` on for the next batch.
  void keep(const Buffer& buffer, std::size_t from);

  /// Where the buffer's first byte stands in the data.
  std::uint64_t base() const { return base_; }

  /// Reads to the end and returns how many bytes there were, kept ones included.
  std::uint64_t drain(Buffer& scratch);

 private:
  bool read_behind(Buffer& buffer, std::size_t wanted);

  io::Source& source_;
  std::size_t window_;
  std::uint64_t base_ = 0;
  std::uint64_t next_base_ = 0;
  Buffer kept_;
  std::exception_ptr fault_;
};

}  // namespace cxdump::dump
