#pragma once

#include <cstdint>
#include <string>

#include "cxdump/base/buffer.hpp"
#include "cxdump/base/bytes.hpp"
#include "cxdump/io/inflate.hpp"

namespace cxdump::dump {

/// The inside of `131, 80, size::32, zlib stream` (ERTS "External Term Format", compressed terms): the
/// uncompressed term behind 131, held to the size that its header declares. The VM rejects a stream that
/// holds more or fewer bytes.
class CompressedTerm final : public io::Source {
 public:
  static constexpr std::size_t kHeader = 5;  ///< tag 80 and the size

  /// Requires: `in` stands behind the header. Valid until: `in` goes.
  CompressedTerm(io::Window& in, std::uint32_t declared)
      : in_(in), inflate_(in, io::DeflateFormat::zlib), declared_(declared) {}

  std::size_t read(MutableBytes out) override;
  const std::string& name() const override { return in_.name(); }

  /// Bytes of the zlib stream that were used so far.
  std::uint64_t compressed_size() const { return inflate_.compressed_size(); }

 private:
  void check_end();

  io::Window& in_;
  io::InflateSource inflate_;
  std::uint64_t declared_;
  std::uint64_t given_ = 0;
  bool ended_ = false;
};

/// A whole term in memory that starts with tag 80, inflated: the term without 131.
/// Throws: Error `damaged`, also when it would take more than `most` bytes.
Buffer inflate_term(Bytes compressed, std::uint64_t most);

}  // namespace cxdump::dump
