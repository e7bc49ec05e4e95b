#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <new>

#include "cxdump/io/wrap.hpp"
#include "io/wrapper_sources.hpp"

namespace cxdump::io {
namespace {

constexpr std::size_t kBlockHeaderSize = 3;  // RFC 8878, 3.1.1.2

class ZstdSource final : public WrappedSource {
 public:
  explicit ZstdSource(WindowPtr in) : WrappedSource(std::move(in)) {
    if (!context_) throw std::bad_alloc();
    ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, kMostZstdWindowLog);
  }

 private:
  std::size_t decompress(MutableBytes out) override {
    bool starved = false;
    while (true) {
      const Bytes bytes = starved ? in().peek(1) : in().buffered();
      if (starved && bytes.empty()) {
        if (wanted_ != 0) fail(StreamFault::cut_short);
        return 0;
      }
      if (const std::size_t count = step(bytes, out); count != 0) return count;
      starved = true;
    }
  }

  std::size_t step(Bytes bytes, MutableBytes out) {
    // On an error the library forgets what it gave in the same call: so it is fed one block at a time,
    // without the following block's header that it would also like to see.
    const std::size_t block = wanted_ > kBlockHeaderSize ? wanted_ - kBlockHeaderSize : kBlockHeaderSize;
    ZSTD_inBuffer input{bytes.data(), std::min(bytes.size(), block), 0};
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    if (input.size == 0 && wanted_ == 0) return 0;
    const std::size_t result = ZSTD_decompressStream(context_.get(), &output, &input);
    if (ZSTD_isError(result)) fail(fault_of(ZSTD_getErrorCode(result)));
    in().consume(input.pos);
    wanted_ = result;
    a_frame_ended_ = a_frame_ended_ || result == 0;
    return output.pos;
  }

  StreamFault fault_of(ZSTD_ErrorCode code) const {
    if (code == ZSTD_error_frameParameter_windowTooLarge) return StreamFault::needs_too_much_memory;
    if (code == ZSTD_error_prefix_unknown && a_frame_ended_) return StreamFault::data_behind;
    return StreamFault::damaged_data;
  }

  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };
  std::unique_ptr<ZSTD_DCtx, Free> context_{ZSTD_createDCtx()};
  std::size_t wanted_ = 0;  // 0 between two frames
  bool a_frame_ended_ = false;
};

}  // namespace

std::unique_ptr<WrappedSource> zstd_source(WindowPtr in) {
  return std::make_unique<ZstdSource>(std::move(in));
}

}  // namespace cxdump::io
