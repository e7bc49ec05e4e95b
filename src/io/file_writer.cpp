#include "io/file_writer.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <utility>

#include "cxdump/io/sink.hpp"

namespace cxdump::io {
namespace {

constexpr std::size_t kSmall = std::size_t{64} << 10;
constexpr std::size_t kMostPerWrite = std::size_t{1}
                                      << 30;  // write(2) takes no more than 2^31 - 4096 at once

/// Reads a descriptor that somebody else owns, without moving where it writes.
class ReadBack final : public Source {
 public:
  ReadBack(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}

  std::size_t read(MutableBytes out) override {
    const ssize_t count = retry_interrupted([&] { return ::pread(fd_, out.data(), out.size(), offset_); });
    if (count < 0) throw_output_error("cannot read back", name_);
    offset_ += count;
    return static_cast<std::size_t>(count);
  }
  const std::string& name() const override { return name_; }

 private:
  int fd_;
  std::string name_;
  off_t offset_ = 0;
};

}  // namespace

void throw_output_error(const char* what, const std::string& name) {
  const int reason = errno;
  Error error = system_error(what, reason).in(name);
  if (reason == EPIPE) throw BrokenPipe(std::move(error));
  throw OutputError(std::move(error));
}

FileWriter::FileWriter(FileDescriptor fd, std::string name) : fd_(std::move(fd)), name_(std::move(name)) {}

void FileWriter::refuse(const char* what) const { throw_output_error(what, name_); }

void FileWriter::write(Bytes bytes) {
  if (pending_.size() + bytes.size() < kSmall) {
    pending_.insert(pending_.end(), bytes.begin(), bytes.end());
    return;
  }
  flush();
  write_out(bytes);
}

void FileWriter::flush() {
  write_out(pending_);
  pending_.clear();
}

void FileWriter::write_out(Bytes bytes) {
  while (!bytes.empty()) {
    const std::size_t most = std::min(bytes.size(), kMostPerWrite);
    const ssize_t count = retry_interrupted([&] { return ::write(fd(), bytes.data(), most); });
    if (count < 0) refuse("cannot write");
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

void FileWriter::patch(std::uint64_t offset, Bytes bytes) {
  flush();
  while (!bytes.empty()) {
    const ssize_t count = retry_interrupted(
        [&] { return ::pwrite(fd(), bytes.data(), bytes.size(), static_cast<off_t>(offset)); });
    if (count < 0) refuse("cannot write");
    offset += static_cast<std::uint64_t>(count);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

SourcePtr FileWriter::read_back() {
  flush();
  return std::make_unique<ReadBack>(fd(), name_);
}

void FileWriter::sync() {
  flush();
  const int result = retry_interrupted([&] { return ::fsync(fd()); });
  if (result < 0 && errno != EINVAL && errno != EROFS)
    refuse("cannot sync");  // EINVAL: it has nothing to sync
}

void FileWriter::close() {
  flush();
  if (::close(fd_.release()) < 0 && errno != EINTR) refuse("cannot close");
}

}  // namespace cxdump::io
