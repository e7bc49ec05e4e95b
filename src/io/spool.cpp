#include "cxdump/io/spool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <utility>
#include <vector>

#include "cxdump/base/error.hpp"
#include "cxdump/io/file_source.hpp"
#include "io/file_descriptor.hpp"

namespace cxdump::io {
namespace {

const char* const kName = "temporary file";

/// A file without a name; where the file system has none such, one whose name goes at once.
FileDescriptor open_temporary() {
  const std::string folder = std::filesystem::temp_directory_path().string();
  FileDescriptor fd(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (fd) return fd;
  std::string path = folder + "/cxdump.XXXXXX";
  fd = FileDescriptor(::mkostemp(path.data(), O_CLOEXEC));
  if (!fd) throw system_error("cannot make a temporary file", errno).in(folder);
  ::unlink(path.c_str());
  return fd;
}

}  // namespace

class Spool::File {
 public:
  void write_at(std::uint64_t offset, Bytes bytes) {
    while (!bytes.empty()) {
      const ssize_t count = retry_interrupted(
          [&] { return ::pwrite(fd_.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset)); });
      if (count < 0) throw system_error("cannot write", errno).in(kName);
      bytes = bytes.subspan(static_cast<std::size_t>(count));
      offset += static_cast<std::uint64_t>(count);
    }
  }

  std::size_t read_at(std::uint64_t offset, MutableBytes out) const {
    const ssize_t count = retry_interrupted(
        [&] { return ::pread(fd_.get(), out.data(), out.size(), static_cast<off_t>(offset)); });
    if (count < 0) throw system_error("cannot read", errno).in(kName);
    return static_cast<std::size_t>(count);
  }

 private:
  FileDescriptor fd_ = open_temporary();
};

namespace {

template <typename File>
class SpoolSource final : public Source {
 public:
  SpoolSource(std::shared_ptr<File> file, std::string name)
      : file_(std::move(file)), name_(std::move(name)) {}

  std::size_t read(MutableBytes out) override {
    const std::size_t count = file_->read_at(at_, out);
    at_ += count;
    return count;
  }

  const std::string& name() const override { return name_; }

 private:
  std::shared_ptr<File> file_;
  std::string name_;
  std::uint64_t at_ = 0;
};

}  // namespace

Spool::Spool() : file_(std::make_shared<File>()) {}

void Spool::write(Bytes bytes) {
  file_->write_at(size_, bytes);
  size_ += bytes.size();
}

void Spool::read_at(std::uint64_t offset, MutableBytes out) const {
  while (!out.empty()) {
    const std::size_t count = file_->read_at(offset, out);
    if (count == 0) throw Error(ErrorKind::system, "ends too early").in(kName);
    out = out.subspan(count);
    offset += count;
  }
}

SourcePtr Spool::source(const std::string& name) const {
  return std::make_unique<SpoolSource<File>>(file_, name);
}

Rereadable::Rereadable(std::string path) : path_(std::move(path)) {
  if (input_size(path_)) {
    open_ = [path = path_] { return open_input(path); };
    return;
  }
  const SourcePtr input = open_input(path_);
  Spool spool;
  std::vector<std::uint8_t> buffer(std::size_t{1} << 18);
  while (const std::size_t count = input->read(buffer)) spool.write(Bytes(buffer).first(count));
  open_ = [spool, name = input->name()] { return spool.source(name); };
}

Rereadable::Rereadable(std::string name, std::function<SourcePtr()> open)
    : path_(std::move(name)), open_(std::move(open)) {}

}  // namespace cxdump::io
