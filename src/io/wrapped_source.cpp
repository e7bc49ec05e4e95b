#include "cxdump/io/wrapped_source.hpp"

#include <utility>

namespace cxdump::io {

WrappedSource::WrappedSource(Window& in) : in_(in), begin_(in.position()) {}

WrappedSource::WrappedSource(WindowPtr in) : owned_(std::move(in)), in_(*owned_), begin_(in_.position()) {}

std::size_t WrappedSource::read(MutableBytes out) {
  if (fault_) throw *fault_;
  const std::size_t count = decompress(out);
  produced_ += count;
  return count;
}

void WrappedSource::fail(StreamFault fault) { fail(fault, in_.position()); }

void WrappedSource::fail(StreamFault fault, std::uint64_t offset) {
  fault_.emplace(fault, in_.name(), offset, in_.space());
  throw *fault_;
}

}  // namespace cxdump::io
