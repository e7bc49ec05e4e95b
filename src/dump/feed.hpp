#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>

#include "base/pool.hpp"
#include "cxdump/base/buffer.hpp"
#include "cxdump/io/source.hpp"

namespace cxdump::dump {

/// The window on a stream that a decoder cuts entries from, moved from batch to batch: what one batch did not
/// use up is where the next one starts. The bytes are read straight into the batch's buffer.
/// Threads: one at a time, and beside it another in read_ahead().
class Feed {
 public:
  Feed(io::Source& source, std::size_t window) : source_(source), window_(window) {}

  /// Refills `buffer` with what was kept and then up to a window of new bytes. Returns: where in it they
  /// start; what stands before means nothing.
  std::size_t begin(Buffer& buffer);

  /// Reads the next window before begin() asks for it, unless enough of them wait already. What goes wrong is
  /// thrown where the bytes are asked for.
  void read_ahead();

  /// Reads more behind what is there: as much again, so that a large entry costs a linear number of bytes.
  /// Returns false when the data has ended.
  bool grow(Buffer& buffer);

  /// Keeps the bytes from `from` on for the next batch.
  void keep(const Buffer& buffer, std::size_t from);

  /// Where the buffer's first byte stands in the data, modulo 2^64: it may be one that means nothing.
  std::uint64_t base() const { return base_; }

  /// Reads to the end and returns how many bytes there were, kept ones included.
  std::uint64_t drain(Buffer& scratch);

 private:
  static constexpr std::size_t kMostAhead = 3;
  /// What is read ahead leaves so many bytes free, for what the batch before did not use up.
  static constexpr std::size_t kRoom = std::size_t{8} << 10;
  struct Chunk {
    Buffer bytes;
    std::exception_ptr fault;  ///< met behind them
  };

  std::exception_ptr read(Buffer& buffer, std::size_t wanted);
  std::size_t refill(Buffer& buffer);
  std::size_t put_kept_before(Buffer& buffer) const;
  bool read_behind(Buffer& buffer, std::size_t wanted);

  io::Source& source_;
  std::size_t window_;
  std::uint64_t base_ = 0;
  std::uint64_t next_base_ = 0;
  Buffer kept_;
  std::exception_ptr fault_;  ///< thrown once all bytes before it are used
  Ahead<Chunk> ahead_{kMostAhead};
};

}  // namespace cxdump::dump
