#include "cli/output.hpp"

#include "cxdump/io/output.hpp"

namespace cxdump::cli {

io::SinkPtr open_output(const OutputOptions& options) {
  return io::open_output(options.path, options.force ? io::Existing::replace : io::Existing::keep);
}

}  // namespace cxdump::cli
