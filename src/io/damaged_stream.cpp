#include "cxdump/io/damaged_stream.hpp"

#include <utility>

namespace cxdump::io {

std::string_view id(StreamFault fault) {
  switch (fault) {
    case StreamFault::bad_header:
      return "stream_bad_header";
    case StreamFault::preset_dictionary:
      return "preset_dictionary";
    case StreamFault::header_crc_mismatch:
      return "gzip_header_crc_mismatch";
    case StreamFault::damaged_data:
      return "stream_damaged";
    case StreamFault::cut_short:
      return "stream_cut_short";
    case StreamFault::zlib_trailer_missing:
      return "zlib_trailer_missing";
    case StreamFault::adler_mismatch:
      return "adler_mismatch";
    case StreamFault::gzip_trailer_missing:
      return "gzip_trailer_missing";
    case StreamFault::crc_mismatch:
      return "gzip_crc_mismatch";
    case StreamFault::length_mismatch:
      return "gzip_length_mismatch";
    case StreamFault::data_behind:
      return "stream_data_behind";
    case StreamFault::needs_too_much_memory:
      return "needs_too_much_memory";
  }
  return "";
}

std::string_view describe(StreamFault fault) {
  switch (fault) {
    case StreamFault::bad_header:
      return "the compressed stream does not begin with a valid header";
    case StreamFault::preset_dictionary:
      return "the zlib stream needs a preset dictionary";
    case StreamFault::header_crc_mismatch:
      return "the CRC of the gzip header does not match";
    case StreamFault::damaged_data:
      return "the compressed data is damaged";
    case StreamFault::cut_short:
      return "the compressed stream is cut short";
    case StreamFault::zlib_trailer_missing:
      return "the Adler-32 checksum is missing";
    case StreamFault::adler_mismatch:
      return "the Adler-32 checksum does not match";
    case StreamFault::gzip_trailer_missing:
      return "the gzip trailer is missing";
    case StreamFault::crc_mismatch:
      return "the gzip CRC does not match";
    case StreamFault::length_mismatch:
      return "the gzip length (ISIZE) does not match";
    case StreamFault::data_behind:
      return "there is other data behind the compressed stream";
    case StreamFault::needs_too_much_memory:
      return "decompression would need too much memory";
  }
  return "";
}

DamagedStream::DamagedStream(StreamFault fault, const std::string& input_name, std::uint64_t offset,
                             Space space)
    : Error(ErrorKind::damaged, std::string(describe(fault))), fault_(fault) {
  std::move(*this).in(input_name).at(offset, space);
}

}  // namespace cxdump::io
