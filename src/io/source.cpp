#include "cxdump/io/source.hpp"

namespace cxdump::io {

std::size_t read_full(Source& source, MutableBytes out) {
  std::size_t filled = 0;
  while (filled < out.size()) {
    const std::size_t count = source.read(out.subspan(filled));
    if (count == 0) break;
    filled += count;
  }
  return filled;
}

}  // namespace cxdump::io
