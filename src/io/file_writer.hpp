#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/io/source.hpp"
#include "io/file_descriptor.hpp"

namespace cxdump::io {

/// Writes to a descriptor of its own; small writes are collected. Throws OutputError, BrokenPipe.
class FileWriter {
 public:
  FileWriter(FileDescriptor fd, std::string name);

  void write(Bytes bytes);
  void flush();
  /// Requires: a file, not a pipe.
  void patch(std::uint64_t offset, Bytes bytes);
  /// What was written, from its start. Requires: as patch. Valid as long as this.
  SourcePtr read_back();
  /// flush(), fsync(2).
  void sync();
  /// flush(), close(2).
  void close();

  int fd() const { return fd_.get(); }
  const std::string& name() const { return name_; }

  /// Throws the OutputError of a system call that just failed: `name: what: strerror(errno)`.
  [[noreturn]] void refuse(const char* what) const;

 private:
  void write_out(Bytes bytes);

  FileDescriptor fd_;
  std::string name_;
  std::vector<std::uint8_t> pending_;
};

/// The OutputError of a system call that just failed.
[[noreturn]] void throw_output_error(const char* what, const std::string& name);

}  // namespace cxdump::io
