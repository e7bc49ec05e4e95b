#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "cxdump/base/bytes.hpp"

namespace cxdump::io {

enum class Checksum : std::uint8_t { adler32, crc32 };

struct InflateStep {
  enum class Outcome : std::uint8_t {
    more,     ///< wants input or room
    end,      ///< the final block is done and all of it given
    damaged,  ///< no deflate data (RFC 1951); told only when all bytes before it are given
  };
  std::size_t consumed;
  std::size_t produced;
  Outcome outcome;
};

/// One raw deflate stream at a time, without header and trailer. inflate_engine_isal.cpp or
/// inflate_engine_zlib.cpp.
class InflateEngine {
 public:
  explicit InflateEngine(Checksum checksum);
  ~InflateEngine();
  InflateEngine(const InflateEngine&) = delete;
  InflateEngine& operator=(const InflateEngine&) = delete;

  /// Starts a new stream.
  void reset();

  /// May be called without input, for what is held back for want of room.
  InflateStep step(Bytes in, MutableBytes out);

  /// After the end: how many of the consumed bytes are not the stream's (at most 8).
  std::size_t consumed_too_far() const;

  /// Of all bytes given since reset(). Requires: the stream has ended.
  std::uint32_t checksum() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cxdump::io
