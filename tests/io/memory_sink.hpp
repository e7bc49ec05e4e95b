#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "cxdump/io/output.hpp"
#include "io/support.hpp"

namespace io_test {

/// Keeps what is written in a Buffer of the test's; fails once more than `room` bytes came.
class MemorySink final : public cxdump::io::PatchableSink {
 public:
  explicit MemorySink(Buffer& bytes, std::size_t room = SIZE_MAX) : bytes_(bytes), room_(room) {}

  void write(Bytes bytes) override {
    if (bytes.size() > room_ - bytes_.size()) {
      throw cxdump::io::OutputError(cxdump::ErrorKind::system, "no room");
    }
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  }
  void patch(std::uint64_t offset, Bytes bytes) override {
    std::copy(bytes.begin(), bytes.end(), bytes_.begin() + static_cast<std::ptrdiff_t>(offset));
  }
  cxdump::io::SourcePtr read_back() override { return cxdump::io::memory_source(bytes_, "memory"); }
  void finish() override {}

 private:
  Buffer& bytes_;
  std::size_t room_;
};

}  // namespace io_test
