#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "cxdump/io/damaged_stream.hpp"
#include "cxdump/io/window.hpp"

namespace cxdump::io {

constexpr std::uint8_t kGzipMagic0 = 0x1f;  // ID1, ID2: RFC 1952, 2.3.1
constexpr std::uint8_t kGzipMagic1 = 0x8b;
constexpr std::uint8_t kDeflateMethod = 8;  // CM: RFC 1950, 2.2 and RFC 1952, 2.3.1
constexpr std::size_t kGzipTrailerSize = 8;
constexpr std::size_t kAdlerSize = 4;

/// Reads a zlib stream's header of two bytes. Returns: what is wrong with it.
std::optional<StreamFault> read_zlib_header(Window& in);

/// Reads a gzip member's header with all optional fields. Returns: what is wrong with it.
std::optional<StreamFault> read_gzip_header(Window& in);

}  // namespace cxdump::io
