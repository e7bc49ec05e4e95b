#include "io/deflate_headers.hpp"

#include <zlib.h>

#include <algorithm>

namespace cxdump::io {
namespace {

enum GzipFlag : std::uint8_t {
  kHeaderCrc = 0x02,
  kExtra = 0x04,
  kName = 0x08,
  kComment = 0x10,
  kReserved = 0xe0
};

/// A gzip header's bytes one part after the other, with their running CRC. `missing()` once the input has
/// ended.
class HeaderReader {
 public:
  explicit HeaderReader(Window& in) : in_(in) {}

  std::uint8_t byte() {
    const Bytes bytes = in_.peek(1);
    if (bytes.empty()) {
      missing_ = true;
      return 0;
    }
    const std::uint8_t value = bytes[0];
    take(bytes.first(1));
    return value;
  }

  std::uint32_t le16() {
    const std::uint32_t low = byte();
    return low | static_cast<std::uint32_t>(byte()) << 8;
  }

  void skip(std::size_t count) {
    while (count > 0 && !missing_) {
      const Bytes bytes = in_.peek(1);
      const std::size_t here = std::min(count, bytes.size());
      missing_ = here == 0;
      take(bytes.first(here));
      count -= here;
    }
  }

  void skip_past_zero() {
    while (!missing_ && byte() != 0) {
    }
  }

  bool missing() const { return missing_; }
  std::uint32_t crc16() const { return crc_ & 0xffff; }

 private:
  void take(Bytes bytes) {
    crc_ = static_cast<std::uint32_t>(::crc32(crc_, bytes.data(), static_cast<uInt>(bytes.size())));
    in_.consume(bytes.size());
  }

  Window& in_;
  std::uint32_t crc_ = 0;
  bool missing_ = false;
};

}  // namespace

std::optional<StreamFault> read_zlib_header(Window& in) {
  const Bytes bytes = in.peek(2);
  if (bytes.size() < 2) return StreamFault::cut_short;
  const std::uint32_t method_and_flags = static_cast<std::uint32_t>(bytes[0]) << 8 | bytes[1];
  const bool deflate =
      (bytes[0] & 0x0f) == kDeflateMethod && bytes[0] >> 4 <= 7;  // CINFO: a window up to 32 KiB
  if (!deflate || method_and_flags % 31 != 0) return StreamFault::bad_header;
  if ((bytes[1] & 0x20) != 0) return StreamFault::preset_dictionary;
  in.consume(2);
  return std::nullopt;
}

std::optional<StreamFault> read_gzip_header(Window& in) {
  HeaderReader header(in);
  const bool magic = header.byte() == kGzipMagic0 && header.byte() == kGzipMagic1;
  const bool deflate = magic && header.byte() == kDeflateMethod;
  const std::uint8_t flags = deflate ? header.byte() : 0;
  if (header.missing()) return StreamFault::cut_short;
  if (!deflate || (flags & kReserved) != 0) return StreamFault::bad_header;
  header.skip(6);  // MTIME, XFL, OS
  if ((flags & kExtra) != 0) header.skip(header.le16());
  if ((flags & kName) != 0) header.skip_past_zero();
  if ((flags & kComment) != 0) header.skip_past_zero();
  const std::uint32_t computed = header.crc16();
  const bool matches = (flags & kHeaderCrc) == 0 || header.le16() == computed;
  if (header.missing()) return StreamFault::cut_short;
  if (!matches) return StreamFault::header_crc_mismatch;
  return std::nullopt;
}

}  // namespace cxdump::io
