#include "cli/output.hpp"

#include <unistd.h>

#include <cerrno>

namespace cxdump::cli {
namespace {

class StandardOutput final : public io::Sink {
 public:
  void write(Bytes bytes) override {
    while (!bytes.empty()) {
      const ssize_t n = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0 && errno == EPIPE) throw io::BrokenPipe(system_error("standard output", errno));
      if (n < 0) throw io::OutputError(system_error("standard output", errno));
      bytes = bytes.subspan(static_cast<std::size_t>(n));
    }
  }
  void finish() override {}
};

}  // namespace

io::SinkPtr open_text_output(const OutputOptions& options) {
  (void)options;
  return std::make_unique<StandardOutput>();
}

}  // namespace cxdump::cli
