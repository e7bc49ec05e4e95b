#include "dump/feed.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace cxdump::dump {

std::size_t Feed::begin(Buffer& buffer) {
  constexpr std::size_t generous = 8;  // a buffer that one large entry has grown is given back
  buffer.trim(generous * window_);
  buffer.clear();
  const std::size_t start = refill(buffer);
  base_ = next_base_ - start;
  kept_.trim(generous * window_);
  kept_.clear();
  // What was kept is looked at before a fault behind it, however it came to be cut there.
  if (fault_ && buffer.size() == start) {
    buffer.clear();
    std::rethrow_exception(std::exchange(fault_, nullptr));
  }
  return start;
}

std::size_t Feed::refill(Buffer& buffer) {
  Chunk chunk;
  const auto read_here = [&] {
    buffer.append(kept_.bytes());
    if (!fault_) fault_ = read(buffer, window_);
    return !fault_;
  };
  if (!ahead_.take_or(chunk, read_here)) return 0;
  fault_ = std::exchange(chunk.fault, nullptr);
  std::swap(buffer, chunk.bytes);
  ahead_.give_back(std::move(chunk));
  return put_kept_before(buffer);
}

std::size_t Feed::put_kept_before(Buffer& buffer) const {
  const Bytes kept = kept_.bytes();
  if (kept.size() > kRoom) {
    const std::size_t fresh = buffer.size() - kRoom;
    buffer.resize(kept.size() + fresh);
    std::memmove(buffer.data() + kept.size(), buffer.data() + kRoom, fresh);
  }
  const std::size_t start = kRoom - std::min(kept.size(), kRoom);
  if (!kept.empty()) std::memcpy(buffer.data() + start, kept.data(), kept.size());
  return start;
}

void Feed::read_ahead() {
  ahead_.make_ahead([this](Chunk& chunk) {
    chunk.bytes.resize(kRoom);
    chunk.fault = read(chunk.bytes, window_);
    return !chunk.fault && chunk.bytes.size() != kRoom;
  });
}

bool Feed::grow(Buffer& buffer) { return read_behind(buffer, std::max(window_, buffer.size())); }

bool Feed::read_behind(Buffer& buffer, std::size_t wanted) {
  if (fault_) std::rethrow_exception(std::exchange(fault_, nullptr));
  const std::size_t before = buffer.size();
  Chunk chunk;
  const auto read_here = [&] {
    fault_ = read(buffer, wanted);
    return !fault_;
  };
  if (ahead_.take_or(chunk, read_here)) {
    fault_ = std::exchange(chunk.fault, nullptr);
    buffer.append(chunk.bytes.bytes().subspan(kRoom));
    ahead_.give_back(std::move(chunk));
  }
  const bool got_some = buffer.size() != before;
  if (fault_ && !got_some) std::rethrow_exception(std::exchange(fault_, nullptr));
  return got_some;
}

/// Appends `wanted` bytes, fewer only at the end or before the fault that it returns.
std::exception_ptr Feed::read(Buffer& buffer, std::size_t wanted) {
  const std::size_t before = buffer.size();
  buffer.resize(before + wanted);
  std::size_t got = 0;
  std::exception_ptr fault;
  try {
    while (got < wanted) {
      const std::size_t n = source_.read({buffer.data() + before + got, wanted - got});
      if (n == 0) break;
      got += n;
    }
  } catch (...) {
    fault = std::current_exception();
  }
  buffer.resize(before + got);
  return fault;
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
