#pragma once

#include <cstddef>
#include <cstdint>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/status.hpp"
#include "cxdump/etf/tag.hpp"

namespace cxdump::etf {

/// Walks External Term Format, term by term, over bytes that somebody else owns.
///
/// Accepts what the VM's binary_to_term/1 accepts (docs/formats/etf.md names the differences), but for
/// duplicate map keys, which need memory: see validate.hpp. The leading 131 is the caller's (see
/// envelope.hpp).
///
/// Never allocates, never recurses, never reads past its bytes. After a failure position() is the start of
/// the term that could not be read; Status::truncated says that more bytes may help, any other failure that
/// none will. Threads: one cursor, one thread.
class Cursor {
 public:
  explicit Cursor(Bytes bytes, std::size_t position = 0);

  /// Reads one term's head and stands behind it: at its first child, or at the next term.
  Status next(Head& head);

  /// Skips `terms` whole terms, whatever their depth.
  Status skip(std::uint64_t terms = 1);

  /// As skip, and resumable: on failure `terms` is what remains to be skipped from position() on, so that a
  /// caller who gets more bytes goes on from there and walks nothing twice.
  Status skip_some(std::uint64_t& terms);

  std::size_t position() const { return static_cast<std::size_t>(at_ - begin_); }
  std::size_t remaining() const { return static_cast<std::size_t>(end_ - at_); }
  const std::uint8_t* here() const { return at_; }

 private:
  const std::uint8_t* begin_;
  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

/// The length of the one term at the start of `bytes`, which the caller knows to be valid.
std::size_t term_length(Bytes bytes);

}  // namespace cxdump::etf
