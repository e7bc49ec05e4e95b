#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "cxdump/dump/codec.hpp"
#include "cxdump/io/source.hpp"

namespace cxdump::dump {

/// A file with its wrappers and, for a compressed term, its zlib stream taken off: what is left is the data.
class Opened {
 public:
  /// The data: of a list the term behind 131, of v4 the frames.
  io::Source& data();
  bool compressed_term() const;

  /// Reads whatever stands behind the data in the file, so that every checksum has been looked at.
  /// Returns how many bytes there were. Requires: data() has been read to its end.
  std::uint64_t finish();

  std::vector<Layer> layers() const;
  std::uint64_t file_bytes() const;
};

}  // namespace cxdump::dump
