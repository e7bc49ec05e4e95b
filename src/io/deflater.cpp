#include "io/deflater.hpp"

#include <libdeflate.h>

#include <array>
#include <new>
#include <vector>

#include "cxdump/io/deflate.hpp"
#include "io/deflate_blocks.hpp"

namespace cxdump::io {
namespace {

// libdeflate's levels are not zlib's: its 2 and 3 are larger than its 1, its 3 larger than `pigz -3`; its 6
// is larger than `pigz -6` of many records, its 7 larger than `pigz -7`.
constexpr std::array<int, kBestLevel> kLibdeflateLevels = {1, 1, 4, 4, 5, 6, 8, 8, 9, 12};
constexpr int kHoppingLevel = 6;
constexpr Effort kHoppingEffort = {8, 32};

int libdeflate_level(int level) { return kLibdeflateLevels[static_cast<std::size_t>(level - kLeastLevel)]; }

class LibdeflateDeflater final : public Deflater {
 public:
  explicit LibdeflateDeflater(int level) : compressor_(libdeflate_alloc_compressor(level)) {
    if (!compressor_) throw std::bad_alloc();
  }

  Bytes deflate(Bytes raw) override {
    const std::size_t most = libdeflate_deflate_compress_bound(compressor_.get(), raw.size());
    if (out_.size() < most + kJoinRoom) out_.resize(most + kJoinRoom);
    const std::size_t size =
        libdeflate_deflate_compress(compressor_.get(), raw.data(), raw.size(), out_.data(), most);
    return Bytes(out_).first(make_joinable(out_.data(), size));
  }

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
  std::vector<std::uint8_t> out_;
};

}  // namespace

DeflaterPtr make_deflater(int level) {
#ifdef CXDUMP_ISAL
  if (level == kLeastLevel) return isal_deflater();
#endif
  if (level == kHoppingLevel) return hopping_deflater(kHoppingEffort);
  return std::make_unique<LibdeflateDeflater>(libdeflate_level(level));
}

}  // namespace cxdump::io
