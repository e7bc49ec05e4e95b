#include "dump/feed.hpp"

#include <algorithm>
#include <utility>

namespace cxdump::dump {

void Feed::begin(Buffer& buffer) {
  constexpr std::size_t generous = 8;  // a buffer that one large entry has grown is given back
  buffer.trim(generous * window_);
  buffer.clear();
  buffer.append(kept_.bytes());
  base_ = next_base_;
  kept_.trim(generous * window_);
  kept_.clear();
  try {
    read_behind(buffer, window_);
  } catch (...) {
    if (buffer.empty()) throw;
    fault_ = std::current_exception();  // what was kept is looked at first, however it came to be cut there
  }
}

bool Feed::grow(Buffer& buffer) { return read_behind(buffer, std::max(window_, buffer.size())); }

bool Feed::read_behind(Buffer& buffer, std::size_t wanted) {
  if (fault_) std::rethrow_exception(std::exchange(fault_, nullptr));
  const std::size_t before = buffer.size();
  buffer.resize(before + wanted);
  std::size_t got = 0;
  try {
    while (got < wanted) {
      const std::size_t n = source_.read({buffer.data() + before + got, wanted - got});
      if (n == 0) break;
      got += n;
    }
  } catch (...) {
    // What came before the fault is used first; the fault is thrown when more is asked for.
    buffer.resize(before + got);
    if (got == 0) throw;
    fault_ = std::current_exception();
  }
  buffer.resize(before + got);
  return got != 0;
}

void Feed::keep(const Buffer& buffer, std::size_t from) {
  next_base_ = base_ + from;
  kept_.append(buffer.bytes().subspan(from));
}

std::uint64_t Feed::drain(Buffer& scratch) {
  std::uint64_t total = kept_.size();
  kept_.clear();
  do {
    scratch.clear();
    read_behind(scratch, window_);
    total += scratch.size();
  } while (!scratch.empty());
  next_base_ += total;
  return total;
}

}  // namespace cxdump::dump
