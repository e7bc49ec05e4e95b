#pragma once

#include <cstdint>
#include <optional>

#include "cxdump/io/source.hpp"
#include "cxdump/io/spool.hpp"
#include "ops/cachex.hpp"
#include "ops/element_pass.hpp"

namespace cxdump::ops {

// How far the Erlang VM reads a damaged gzip file of Cachex 4. It inflates 8 KiB of the file at a time and
// gives nothing of a piece with a fault in it (lib/kernel/src/raw_file_io_inflate.erl), and reads 8 KiB ahead
// of what is asked for (lib/kernel/src/file_io_server.erl). Measured on OTP 25.

/// The start of some data that may be damaged: its first byte, and how many bytes of it can be had.
struct DataHead {
  std::optional<std::uint8_t> first;
  std::uint64_t bytes = 0;
};
DataHead head_of(io::Source& source);

/// Whether the VM takes the failure for the end of the file: a gzip stream that is cut short, before its
/// trailer or in the middle, and a single byte behind it.
bool reads_as_end(const io::Rereadable& input, const Failure& failure);

/// Whether it stops at a fault of the gzip stream, and so before the last whole frame.
bool stops_at_stream(const FileFacts& facts);

/// What Cachex 4 has imported by then. Requires: stops_at_stream.
Import import_of_vm(const io::Rereadable& input, const ElementPass& pass, const FileFacts& facts);

}  // namespace cxdump::ops
