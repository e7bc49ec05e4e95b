#ifdef CXDUMP_ISAL

#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <vector>

#include "io/deflater.hpp"

namespace cxdump::io {
namespace {

constexpr int kLevel = 2;  // as fast as ISA-L's 1 and 3 % smaller; its 3 is slower than libdeflate's 1
constexpr std::size_t kMostAtOnce = std::size_t{1} << 30;  // it counts in 32 bits
constexpr std::size_t kRoom = std::size_t{64} << 10;

class IsalDeflater final : public Deflater {
 public:
  Bytes deflate(Bytes raw) override {
    begin();
    size_ = 0;
    while (raw.size() > kMostAtOnce) {
      run(raw.first(kMostAtOnce));
      raw = raw.subspan(kMostAtOnce);
    }
    stream_->flush = SYNC_FLUSH;
    run(raw);
    return Bytes(out_).first(size_);
  }

 private:
  void begin() {
    isal_deflate_init(stream_.get());
    stream_->level = kLevel;
    stream_->level_buf = tables_.data();
    stream_->level_buf_size = static_cast<std::uint32_t>(tables_.size());
  }

  /// All input, and all output that comes of it.
  void run(Bytes bytes) {
    stream_->next_in = const_cast<std::uint8_t*>(bytes.data());  // read only, though the interface hides it
    stream_->avail_in = static_cast<std::uint32_t>(bytes.size());
    do {
      if (out_.size() - size_ < kRoom) out_.resize(size_ + std::max(bytes.size() / 2, kRoom));
      const std::size_t room = std::min(out_.size() - size_, kMostAtOnce);
      stream_->next_out = out_.data() + size_;
      stream_->avail_out = static_cast<std::uint32_t>(room);
      isal_deflate(stream_.get());
      size_ += room - stream_->avail_out;
    } while (stream_->avail_out == 0);
  }

  std::unique_ptr<isal_zstream> stream_ = std::make_unique<isal_zstream>();
  std::vector<std::uint8_t> tables_ = std::vector<std::uint8_t>(ISAL_DEF_LVL2_EXTRA_LARGE);
  std::vector<std::uint8_t> out_;
  std::size_t size_ = 0;
};

}  // namespace

DeflaterPtr isal_deflater() { return std::make_unique<IsalDeflater>(); }

}  // namespace cxdump::io

#endif
