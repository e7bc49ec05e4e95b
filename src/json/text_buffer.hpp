#pragma once

#include <cstddef>
#include <cstring>
#include <functional>
#include <string_view>
#include <utility>

#include "cxdump/base/buffer.hpp"
#include "cxdump/base/bytes.hpp"

namespace cxdump::json {

/// Text that grows behind what a Buffer holds already. Writers ask for room and write through a bare pointer:
///
///     char* p = text.room(n);  // at least n bytes
///     ...                      // *p++ = ...
///     text.commit(p);
///
/// With a Flush, text that passed `limit` leaves the buffer where a writer says that it may (relieve), so
/// that an entry of any size is printed in bounded memory; without one it grows. Valid as long as the Buffer.
/// Threads: one buffer, one thread.
class TextBuffer {
 public:
  /// Is given text in order, and owns none of it.
  using Flush = std::function<void(Bytes)>;
  static constexpr std::size_t kLimit = std::size_t{4} << 20;

  explicit TextBuffer(Buffer& buffer) : buffer_(buffer) {}
  TextBuffer(Buffer& buffer, Flush flush, std::size_t limit = kLimit)
      : buffer_(buffer), flush_(std::move(flush)), limit_(limit) {}

  char* room(std::size_t bytes) {
    if (buffer_.capacity() - buffer_.size() < bytes) [[unlikely]]
      buffer_.reserve(buffer_.size() + bytes);
    return reinterpret_cast<char*>(buffer_.data()) + buffer_.size();
  }

  /// Requires: `end` is at most the room behind the pointer that room() gave last.
  void commit(const char* end) {
    buffer_.resize(static_cast<std::size_t>(reinterpret_cast<const std::uint8_t*>(end) - buffer_.data()));
  }

  void put(char c) {
    char* p = room(1);
    *p = c;
    commit(p + 1);
  }

  void put(std::string_view text) {
    if (text.empty()) return;
    char* p = room(text.size());
    std::memcpy(p, text.data(), text.size());
    commit(p + text.size());
  }

  std::size_t size() const { return buffer_.size(); }

  /// Drops everything behind the first `size` bytes. Requires: no relieve() since size() said so.
  void rewind(std::size_t size) { buffer_.resize(size); }

  /// A place where the text so far will not be taken back: it may go.
  void relieve() {
    if (buffer_.size() >= limit_ && flush_) [[unlikely]]
      flush();
  }

  /// Hands all text to the Flush, if there is one.
  void flush() {
    if (!flush_ || buffer_.empty()) return;
    flush_(buffer_.bytes());
    buffer_.clear();
  }

 private:
  Buffer& buffer_;
  Flush flush_;
  std::size_t limit_ = kLimit;
};

}  // namespace cxdump::json
