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

enum class Verify : std::uint8_t {
  no,
  yes,  ///< what was written is read back, and its content compared, before it takes its place
};

/// A dump on its way to its place: give writer() all entries, then end(), then finish().
class DumpFile {
 public:
  DumpFile(DumpTarget target, dump::WriteOptions options, Verify verify = Verify::no);

  dump::DumpWriter& writer() { return writer_; }
  io::PatchableSink& sink() { return *out_; }

  /// Completes the dump, and verifies it if asked for. Where compression does not make it smaller the plain
  /// term takes its place, as with the VM. Throws: OutputError when what was read back differs.
  dump::Written end(int threads);

  /// After end(): the dump appears at its place.
  void finish() { out_->finish(); }

 private:
  void write_plain(int threads);
  void verify(int threads);
  bool reads_back(int threads);

  DumpTarget target_;
  dump::WriteOptions options_;
  Verify verify_;
  io::PatchableSinkPtr out_;
  dump::DumpWriter writer_;
  dump::Written written_;
  std::optional<Hash> plain_;  ///< of the plain term that took its place
};

/// Gives a writer all its entries; `sink` is what ops::copy wants to be handed.
using FillDump = std::function<void(dump::DumpWriter& writer, io::Sink& sink)>;

/// Writes a dump that appears whole or not at all. Throws: what `fill` throws; OutputError, also when what
/// was read back differs.
dump::Written write_dump(const DumpTarget& target, dump::WriteOptions options, Verify verify, int threads,
                         const FillDump& fill);

}  // namespace cxdump::ops
