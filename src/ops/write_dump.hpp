#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cxdump/dump/writer.hpp"
#include "cxdump/io/output.hpp"
#include "ops/content_hash.hpp"

namespace cxdump::ops {

/// Where a dump goes: "-" is standard output.
struct DumpTarget {
  std::string path = "-";
  io::Existing existing = io::Existing::keep;
};

/// A dump on its way to its place: give writer() all entries, then end(), then finish().
class DumpFile {
 public:
  DumpFile(DumpTarget target, dump::WriteOptions options);

  dump::DumpWriter& writer() { return writer_; }
  io::PatchableSink& sink() { return *out_; }

  /// Completes the dump. Where compression does not make it smaller the plain term takes its place, as with
  /// the VM.
  dump::Written end(int threads);

  /// After end(): reads back what was written. Throws: OutputError when its content is another.
  void verify(int threads);

  /// After end(): the dump appears at its place.
  void finish() { out_->finish(); }

 private:
  bool reads_back(int threads);

  DumpTarget target_;
  dump::WriteOptions options_;
  io::PatchableSinkPtr out_;
  dump::DumpWriter writer_;
  dump::Written written_;
  std::optional<Hash> plain_;  ///< of the plain term that took its place
};

enum class Verify : std::uint8_t {
  no,
  yes,  ///< what was written is read back, and its content compared, before it takes its place
};

/// Gives a writer all its entries; `sink` is what ops::copy wants to be handed.
using FillDump = std::function<void(dump::DumpWriter& writer, io::Sink& sink)>;

/// Writes a dump that appears whole or not at all. Throws: what `fill` throws; OutputError, also when what
/// was read back differs.
dump::Written write_dump(const DumpTarget& target, dump::WriteOptions options, Verify verify, int threads,
                         const FillDump& fill);

}  // namespace cxdump::ops
