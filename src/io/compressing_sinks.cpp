#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "cxdump/io/deflate.hpp"

namespace cxdump::io {
namespace {

constexpr std::size_t kOutSize = std::size_t{256} << 10;
constexpr int kMemoryLevel = 8;      // deflateInit()'s, which the Erlang VM calls
constexpr int kGzipWindowBits = 16;  // added to MAX_WBITS: zlib writes a gzip header and trailer

class ZlibSink final : public Sink {
 public:
  ZlibSink(SinkPtr out, DeflateFormat format, int level) : out_(std::move(out)), buffer_(kOutSize) {
    const int window_bits = MAX_WBITS + (format == DeflateFormat::gzip ? kGzipWindowBits : 0);
    if (deflateInit2(&zlib_, level, Z_DEFLATED, window_bits, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) {
      throw std::bad_alloc();
    }
  }
  ~ZlibSink() override { deflateEnd(&zlib_); }

  void write(Bytes bytes) override {
    while (!bytes.empty()) {
      const auto count = std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max());
      zlib_.next_in = const_cast<Bytef*>(bytes.data());  // z_const is empty by default
      zlib_.avail_in = static_cast<uInt>(count);
      run(Z_NO_FLUSH);
      bytes = bytes.subspan(count);
    }
  }

  void finish() override {
    run(Z_FINISH);
    out_->finish();
  }

 private:
  /// All input, and all output that comes of it.
  void run(int flush) {
    do {
      zlib_.next_out = buffer_.data();
      zlib_.avail_out = static_cast<uInt>(buffer_.size());
      ::deflate(&zlib_, flush);
      out_->write(Bytes(buffer_).first(buffer_.size() - zlib_.avail_out));
    } while (zlib_.avail_out == 0);
  }

  SinkPtr out_;
  std::vector<std::uint8_t> buffer_;
  z_stream zlib_{};
};

class ZstdSink final : public Sink {
 public:
  ZstdSink(SinkPtr out, int level) : out_(std::move(out)), buffer_(kOutSize) {
    if (!context_) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
  }

  void write(Bytes bytes) override { run(bytes, ZSTD_e_continue); }

  void finish() override {
    run({}, ZSTD_e_end);
    out_->finish();
  }

 private:
  /// All input, and at the end all output.
  void run(Bytes bytes, ZSTD_EndDirective directive) {
    ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
    std::size_t rest = 0;
    do {
      ZSTD_outBuffer output{buffer_.data(), buffer_.size(), 0};
      rest = ZSTD_compressStream2(context_.get(), &output, &input, directive);
      if (ZSTD_isError(rest)) throw std::bad_alloc();  // nothing else can go wrong here
      out_->write(Bytes(buffer_).first(output.pos));
    } while (input.pos < input.size || (directive == ZSTD_e_end && rest != 0));
  }

  struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  };
  SinkPtr out_;
  std::vector<std::uint8_t> buffer_;
  std::unique_ptr<ZSTD_CCtx, Free> context_{ZSTD_createCCtx()};
};

}  // namespace

SinkPtr zlib_sink(SinkPtr out, DeflateFormat format, int level) {
  return std::make_unique<ZlibSink>(std::move(out), format, level);
}

SinkPtr zstd_sink(SinkPtr out, int level) { return std::make_unique<ZstdSink>(std::move(out), level); }

}  // namespace cxdump::io
