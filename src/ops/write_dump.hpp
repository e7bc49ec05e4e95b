#pragma once

#include <functional>
#include <string>

#include "cxdump/dump/writer.hpp"
#include "cxdump/io/output.hpp"

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

/// Gives a writer all its entries; `sink` is what ops::copy wants to be handed.
using FillDump = std::function<void(dump::DumpWriter& writer, io::Sink& sink)>;

/// Writes a dump that appears whole or not at all. Where compression does not make it smaller the plain term
/// is written, as the VM does. Throws: what `fill` throws; OutputError; Error `system` when what was read
/// back differs.
dump::Written write_dump(const DumpTarget& target, dump::WriteOptions options, Verify verify, int threads,
                         const FillDump& fill);

}  // namespace cxdump::ops
