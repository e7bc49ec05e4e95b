#include "cxdump/io/window.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace cxdump::io {

Window::Window(SourcePtr source, Space space, std::size_t capacity)
    : source_(std::move(source)), space_(space), capacity_(capacity) {}

Bytes Window::peek(std::size_t n) {
  while (end_ - begin_ < n && fill()) {
  }
  return buffered();
}

void Window::consume(std::size_t n) {
  begin_ += n;
  position_ += n;
}

void Window::put_back(std::size_t n) {
  begin_ -= n;
  position_ -= n;
}

std::size_t Window::read(MutableBytes out) {
  if (begin_ == end_ && out.size() >= capacity_) {
    begin_ = end_ = 0;
    const std::size_t count = source_->read(out);
    position_ += count;
    return count;
  }
  const Bytes ready = peek(1);
  const std::size_t count = std::min(out.size(), ready.size());
  if (count != 0) std::memcpy(out.data(), ready.data(), count);
  consume(count);
  return count;
}

/// One read behind what is buffered; false at the end of the source.
bool Window::fill() {
  const std::size_t dropped = begin_ - std::min(begin_, kHistory);
  if (dropped != 0) {
    std::memmove(buffer_.data(), buffer_.data() + dropped, end_ - dropped);
    begin_ -= dropped;
    end_ -= dropped;
  }
  if (end_ == buffer_.size()) buffer_.resize(std::max(capacity_ + kHistory, 2 * buffer_.size()));
  const std::size_t count = source_->read(MutableBytes(buffer_).subspan(end_));
  end_ += count;
  return count != 0;
}

}  // namespace cxdump::io
