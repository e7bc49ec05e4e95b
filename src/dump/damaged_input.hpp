#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "cxdump/dump/codec.hpp"
#include "cxdump/io/damaged_stream.hpp"
#include "cxdump/io/inflate.hpp"
#include "cxdump/io/source.hpp"
#include "cxdump/io/wrap.hpp"

namespace cxdump::dump {

/// A file as far as it can be decompressed, whatever its checksums, sizes and first bytes say.
class DamagedInput {
 public:
  DamagedInput(io::SourcePtr source, const DecodeOptions& options);

  enum class Form : std::uint8_t {
    list,     ///< a term behind its 131
    frames,   ///< v4
    unknown,  ///< from its first byte on
  };
  Form form() const { return form_; }

  /// The first bytes of what is inside the wrappers, up to `n`. Requires: none was read, and it is no
  /// compressed term.
  Bytes look_ahead(std::size_t n) { return peek(n); }

  /// The data. After it threw, resume() may make it go on.
  io::Source& data();

  /// Goes on behind damage in a compressed stream. Returns: whether there is something.
  bool resume();

  /// The first faults that were met and passed while the first bytes were looked at.
  const std::vector<io::DamagedStream>& early_faults() const { return early_faults_; }

  /// The size that a compressed term's header declares.
  std::optional<std::uint32_t> declared_size() const { return declared_size_; }

  std::vector<Layer> layers() const;
  std::uint64_t file_bytes() const;
  const std::string& name() const { return unwrapped_.source->name(); }

 private:
  Bytes peek(std::size_t n);
  void recognise(const DecodeOptions& options);
  bool enter_compressed_term();
  bool enter_damaged_gzip();
  bool resync_layers();

  io::Unwrapped unwrapped_;
  std::unique_ptr<io::InflateSource>
      inflate_;  ///< of a compressed term, or of gzip that does not look like it
  std::optional<std::uint32_t> declared_size_;
  std::vector<io::DamagedStream> early_faults_;
  Form form_ = Form::unknown;
};

}  // namespace cxdump::dump
