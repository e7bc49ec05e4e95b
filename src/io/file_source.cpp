#include "cxdump/io/file_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "cxdump/base/error.hpp"
#include "io/file_descriptor.hpp"

namespace cxdump::io {
namespace {

constexpr std::size_t kMostPerRead = std::size_t{1}
                                     << 30;  // read(2) returns no more than 2^31 - 4096 at once

class FileSource final : public Source {
 public:
  FileSource(FileDescriptor fd, std::string name) : fd_(std::move(fd)), name_(std::move(name)) {}

  std::size_t read(MutableBytes out) override {
    const std::size_t most = std::min(out.size(), kMostPerRead);
    const ssize_t count = retry_interrupted([&] { return ::read(fd_.get(), out.data(), most); });
    if (count < 0) throw system_error("cannot read", errno).in(name_);
    return static_cast<std::size_t>(count);
  }

  const std::string& name() const override { return name_; }

 private:
  FileDescriptor fd_;
  std::string name_;
};

void refuse_directory(int fd, const std::string& name) {
  struct stat status {};
  if (::fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
    throw Error(ErrorKind::system, "is a directory").in(name);
  }
}

SourcePtr reading(FileDescriptor fd, const std::string& name) {
  refuse_directory(fd.get(), name);
  ::posix_fadvise(fd.get(), 0, 0, POSIX_FADV_SEQUENTIAL);  // advice only: pipes refuse it
  return std::make_unique<FileSource>(std::move(fd), name);
}

}  // namespace

SourcePtr open_file(const std::string& path) {
  FileDescriptor fd(retry_interrupted([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC); }));
  if (!fd) throw system_error("cannot open", errno).in(path);
  return reading(std::move(fd), path);
}

SourcePtr open_input(const std::string& path) {
  if (path != "-") return open_file(path);
  FileDescriptor fd(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0));
  if (!fd) throw system_error("cannot open", errno).in("standard input");
  return reading(std::move(fd), "standard input");
}

std::optional<std::uint64_t> input_size(const std::string& path) {
  struct stat status {};
  if (path == "-" || ::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(status.st_size);
}

}  // namespace cxdump::io
