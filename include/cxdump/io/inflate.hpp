#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "cxdump/io/wrapped_source.hpp"

namespace cxdump::io {

class InflateEngine;

enum class DeflateFormat : std::uint8_t {
  zlib,  ///< RFC 1950: one stream; what follows is left in the window
  gzip,  ///< RFC 1952: one member after the other up to the end of the input
};

/// Inflates from a window straight into the caller's memory, by ISA-L (zlib where the build has CXDUMP_ISAL
/// off), with headers, checksums and lengths checked. The trailer is checked by the read() that returns 0.
class InflateSource final : public WrappedSource {
 public:
  InflateSource(Window& in, DeflateFormat format);
  InflateSource(WindowPtr in, DeflateFormat format);
  ~InflateSource() override;

  /// After a fault that only a checksum or a length told of: the next read() goes on behind the trailer.
  /// Returns: whether that can be.
  bool go_on();

  /// Behind an empty stored block (00 00 FF FF), where deflate_blocks and Z_FULL_FLUSH start anew, or at the
  /// next member of gzip. A damaged header is stepped over. Checksums are not looked at from then on.
  bool resync() override;

 private:
  enum class Stage : std::uint8_t { header, data, trailer, between_members, end };

  std::size_t decompress(MutableBytes out) override;
  std::size_t inflate(MutableBytes out);
  void read_header();
  void read_trailer();
  void check_adler();
  void check_crc_and_length();
  void look_for_member();

  bool skip_header();
  bool find_restart();

  DeflateFormat format_;
  Stage stage_ = Stage::header;
  std::unique_ptr<InflateEngine> engine_;
  std::uint64_t header_at_ = 0;
  bool unchecked_ = false;         // something was lost: checksums cannot match
  std::uint32_t member_size_ = 0;  // uncompressed, modulo 2^32 as ISIZE is
};

}  // namespace cxdump::io
