#include "cxdump/io/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <functional>
#include <memory>
#include <utility>

#include "io/file_writer.hpp"

namespace cxdump::io {
namespace {

constexpr int kPipeSize = 1 << 20;  // what anybody may ask for
constexpr std::size_t kCopySize = std::size_t{256} << 10;

/// A pipe, a device, a terminal: what was written cannot be taken back.
class StreamSink final : public Sink {
 public:
  explicit StreamSink(FileWriter writer) : writer_(std::move(writer)) {}

  void write(Bytes bytes) override { writer_.write(bytes); }
  void finish() override { writer_.close(); }

 private:
  FileWriter writer_;
};

/// A file without a name in `folder`, open to read and write.
FileDescriptor open_unnamed(const std::string& folder) {
  FileDescriptor unnamed(::open(folder.c_str(), O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, 0600));
  if (unnamed) return unnamed;
  std::string pattern = folder + "/cxdump-XXXXXX";
  FileDescriptor named(::mkostemp(pattern.data(), O_CLOEXEC));
  if (!named) throw_output_error("cannot create a temporary file", folder);
  ::unlink(pattern.c_str());
  return named;
}

/// Keeps everything in a file until the end, then gives it to a sink that cannot be patched. That one is
/// opened only then: the reader of a FIFO would take the end of an attempt that is given up for the end of it
/// all.
class Spool final : public PatchableSink {
 public:
  Spool(std::function<SinkPtr()> open, const std::string& folder)
      : open_(std::move(open)), spool_(open_unnamed(folder), folder) {}

  void write(Bytes bytes) override { spool_.write(bytes); }
  void patch(std::uint64_t offset, Bytes bytes) override { spool_.patch(offset, bytes); }

  SourcePtr read_back() override { return spool_.read_back(); }

  void finish() override {
    const SourcePtr written = spool_.read_back();
    const SinkPtr out = open_();
    const auto buffer = std::make_unique<std::array<std::uint8_t, kCopySize>>();
    while (const std::size_t count = written->read(*buffer)) out->write(Bytes(*buffer).first(count));
    out->finish();
  }

 private:
  std::function<SinkPtr()> open_;
  FileWriter spool_;
};

class Scratch final : public PatchableSink {
 public:
  explicit Scratch(const std::string& folder) : file_(open_unnamed(folder), folder) {}

  void write(Bytes bytes) override { file_.write(bytes); }
  void patch(std::uint64_t offset, Bytes bytes) override { file_.patch(offset, bytes); }
  SourcePtr read_back() override { return file_.read_back(); }
  void finish() override {}

 private:
  FileWriter file_;
};

SinkPtr open_stream(const std::string& path) {
  FileDescriptor fd(retry_interrupted([&] { return ::open(path.c_str(), O_WRONLY | O_CLOEXEC); }));
  if (!fd) throw_output_error("cannot open", path);
  return std::make_unique<StreamSink>(FileWriter(std::move(fd), path));
}

}  // namespace

SinkPtr open_standard_output() {
  static const std::string name = "standard output";
  FileDescriptor fd(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0));
  if (!fd) throw_output_error("cannot open", name);
#ifdef F_SETPIPE_SZ
  // A pipe of 64 KiB, the usual, makes writer and reader wait for each other sixteen times a batch.
  (void)::fcntl(fd.get(), F_SETPIPE_SZ, kPipeSize);  // a wish, and refused for what is no pipe
#endif
  return std::make_unique<StreamSink>(FileWriter(std::move(fd), name));
}

bool is_stream(const std::string& path) {
  if (path == "-") return true;
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return false;
  return !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

SinkPtr open_output(const std::string& path, Existing existing) {
  if (path == "-") return open_standard_output();
  if (is_stream(path)) return open_stream(path);
  return open_atomic_file(path, existing);
}

PatchableSinkPtr open_patchable_output(const std::string& path, Existing existing,
                                       const std::string& spool_folder) {
  if (!is_stream(path)) return open_atomic_file(path, existing);
  return std::make_unique<Spool>([path, existing] { return open_output(path, existing); }, spool_folder);
}

PatchableSinkPtr open_scratch(const std::string& folder) { return std::make_unique<Scratch>(folder); }

}  // namespace cxdump::io
