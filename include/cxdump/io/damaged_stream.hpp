#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cxdump/base/error.hpp"

namespace cxdump::io {

/// What is wrong with a compressed stream. Kept apart because readers differ: Cachex 4 accepts a gzip stream
/// without its trailer but none with bytes behind it; Cachex 2 and 3 ignore what follows a zlib stream and
/// reject the rest.
enum class StreamFault : std::uint8_t {
  bad_header,            ///< no zlib or gzip header (RFC 1950 2.2, RFC 1952 2.3)
  preset_dictionary,     ///< zlib's FDICT, which nobody has
  header_crc_mismatch,   ///< gzip's FHCRC
  damaged_data,          ///< no deflate, zstd or xz data
  cut_short,             ///< the input ends before the compressed data does
  zlib_trailer_missing,  ///< the data is whole, the Adler-32 is not there or not whole
  adler_mismatch,
  gzip_trailer_missing,  ///< the data is whole, the CRC and length are not there or not whole
  crc_mismatch,
  length_mismatch,        ///< gzip's ISIZE
  data_behind,            ///< something that is no further member or frame follows
  needs_too_much_memory,  ///< a zstd window or an xz dictionary over the limit
};

/// A short name that stays as it is, such as "gzip_trailer_missing", for machines.
std::string_view id(StreamFault fault);

/// The fault in a few words, as messages use it.
std::string_view describe(StreamFault fault);

/// The Error `damaged` of a compressed stream, with the place in it.
class DamagedStream : public Error {
 public:
  DamagedStream(StreamFault fault, const std::string& input_name, std::uint64_t offset, Space space);

  StreamFault fault() const { return fault_; }

 private:
  StreamFault fault_;
};

}  // namespace cxdump::io
