#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "cxdump/base/bytes.hpp"
#include "cxdump/io/source.hpp"

namespace cxdump::io {

/// Bytes kept on disk for a while: a file without a name in the folder for temporary files, gone when the
/// program ends, however it ends.
///
/// Threads: one writes; then any number read. Throws: Error `system`.
class Spool {
 public:
  Spool();

  void write(Bytes bytes);
  std::uint64_t size() const { return size_; }

  /// Fills `out` with the bytes from `offset` on. Requires: they were written.
  void read_at(std::uint64_t offset, MutableBytes out) const;

  /// What was written, from the start. Sources keep the bytes alive; each reads for itself.
  SourcePtr source(const std::string& name) const;

 private:
  class File;
  std::shared_ptr<File> file_;
  std::uint64_t size_ = 0;
};

/// An input that can be read several times: a regular file as it lies there, anything else (a pipe, a
/// terminal) spooled.
class Rereadable {
 public:
  /// `path` as in open_input. Throws: Error `system`; also what reading a pipe throws.
  explicit Rereadable(std::string path);
  /// Whatever `open` gives, each time from the start.
  Rereadable(std::string name, std::function<SourcePtr()> open);

  SourcePtr open() const { return open_(); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::function<SourcePtr()> open_;
};

}  // namespace cxdump::io
