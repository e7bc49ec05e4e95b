#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cxdump/dump/codec.hpp"
#include "cxdump/io/source.hpp"
#include "cxdump/io/wrap.hpp"
#include "dump/compressed_term.hpp"

namespace cxdump::dump {

/// The advice when the first entry already makes no sense in the container that was asked for.
inline constexpr std::string_view kWithoutFrom = "try it without --from: the container is found out";

/// A file with its wrappers taken off, and for a compressed term also its head and its zlib stream: what is
/// left is the data.
class Opened {
 public:
  explicit Opened(io::SourcePtr source);

  /// The first bytes behind the wrappers, up to `n`. Requires: nothing was taken yet.
  Bytes peek(std::size_t n) { return unwrapped_.source->peek(n); }
  bool wrapped() const { return !unwrapped_.layers.empty(); }

  /// Takes the 131 off a list, and the header off a compressed one.
  void enter_list();

  /// The data: of a list the term behind 131, of v4 the frames.
  io::Source& data();
  bool compressed_term() const { return term_ != nullptr; }

  /// Reads whatever stands behind the data in the file, so that every checksum has been looked at.
  /// Returns how many bytes there were. Requires: data() has been read to its end.
  std::uint64_t finish();

  std::vector<Layer> layers() const;
  std::uint64_t file_bytes() const;
  const std::string& name() const { return unwrapped_.source->name(); }

 private:
  io::Unwrapped unwrapped_;
  std::unique_ptr<CompressedTerm> term_;
  std::string level_class_;
};

}  // namespace cxdump::dump
