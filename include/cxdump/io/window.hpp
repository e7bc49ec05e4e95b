#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/error.hpp"
#include "cxdump/io/source.hpp"

namespace cxdump::io {

/// A buffer over a source, for who must look ahead: detection, headers, decompressors.
///
/// Threads: one at a time. Throws what the source throws, read() only after all bytes before the fault.
class Window final : public Source {
 public:
  static constexpr std::size_t kCapacity = std::size_t{256} << 10;
  /// How many bytes put_back() can return: ISA-L reads up to eight bytes too far.
  static constexpr std::size_t kHistory = 8;

  /// `space` says what the bytes of `source` are in messages: a file's, or what a wrapper held.
  explicit Window(SourcePtr source, Space space = Space::file, std::size_t capacity = kCapacity);

  /// At least `n` bytes, fewer only at the end; grows by what arrives. Valid until: the next call.
  Bytes peek(std::size_t n);

  /// What is buffered now, possibly nothing; never reads. Valid until: the next call.
  Bytes buffered() const { return Bytes(buffer_).subspan(begin_, end_ - begin_); }

  /// Requires: n <= buffered().size().
  void consume(std::size_t n);

  /// Takes back the last `n` bytes that consume() gave. Requires: n <= kHistory, no read() in between.
  void put_back(std::size_t n);

  /// The buffer first; then wide reads go from the source straight into `out`.
  std::size_t read(MutableBytes out) override;

  /// How many bytes were consumed so far, by consume() and read().
  std::uint64_t position() const { return position_; }

  Space space() const { return space_; }
  const std::string& name() const override { return source_->name(); }

 private:
  bool fill();

  SourcePtr source_;
  Space space_;
  std::size_t capacity_;
  std::vector<std::uint8_t> buffer_;  // up to kHistory bytes consumed, then begin_ .. end_ still to come
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t position_ = 0;
};

using WindowPtr = std::unique_ptr<Window>;

}  // namespace cxdump::io
