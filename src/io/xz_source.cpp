#include <lzma.h>

#include <new>

#include "cxdump/io/wrap.hpp"
#include "io/wrapper_sources.hpp"

namespace cxdump::io {
namespace {

class XzSource final : public WrappedSource {
 public:
  explicit XzSource(WindowPtr in) : WrappedSource(std::move(in)) {
    if (lzma_stream_decoder(&stream_, kMostXzMemory, LZMA_CONCATENATED) != LZMA_OK) throw std::bad_alloc();
  }
  ~XzSource() override { lzma_end(&stream_); }

 private:
  std::size_t decompress(MutableBytes out) override {
    bool starved = false;
    while (!ended_) {
      if (pending_ != LZMA_OK) refuse();
      const Bytes bytes = starved ? in().peek(1) : in().buffered();
      if (const std::size_t count = step(bytes, out, starved && bytes.empty()); count != 0) return count;
      starved = true;
    }
    return 0;
  }

  std::size_t step(Bytes bytes, MutableBytes out, bool at_end) {
    stream_.next_in = bytes.data();
    stream_.avail_in = bytes.size();
    stream_.next_out = out.data();
    stream_.avail_out = out.size();
    const lzma_ret result = lzma_code(&stream_, at_end ? LZMA_FINISH : LZMA_RUN);
    in().consume(bytes.size() - stream_.avail_in);
    ended_ = result == LZMA_STREAM_END;
    const bool only_hungry = result == LZMA_BUF_ERROR && !at_end;
    if (!ended_ && !only_hungry) pending_ = result;
    return out.size() - stream_.avail_out;
  }

  [[noreturn]] void refuse() {
    if (pending_ == LZMA_MEM_ERROR) throw std::bad_alloc();
    if (pending_ == LZMA_MEMLIMIT_ERROR) fail(StreamFault::needs_too_much_memory);
    if (pending_ == LZMA_BUF_ERROR) fail(StreamFault::cut_short);
    fail(StreamFault::damaged_data);
  }

  lzma_stream stream_ = LZMA_STREAM_INIT;
  lzma_ret pending_ = LZMA_OK;  // an error, told when the bytes before it are given
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<WrappedSource> xz_source(WindowPtr in) { return std::make_unique<XzSource>(std::move(in)); }

}  // namespace cxdump::io
