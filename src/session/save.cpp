#include "session/save.hpp"

#include <filesystem>

#include "cxdump/dump/writer.hpp"
#include "cxdump/io/output.hpp"
#include "ops/copy.hpp"
#include "session/snapshot_decoder.hpp"

namespace cxdump::session {

void save(cache::Snapshot& snapshot, const std::string& path, const SaveOptions& options, int threads) {
  const io::PatchableSinkPtr out = io::open_atomic_file(path, io::Existing::replace);
  dump::WriteOptions write;
  write.container = options.container;
  write.level = options.compression;
  write.scratch_folder = std::filesystem::path(path).parent_path().string();
  if (write.scratch_folder.empty()) write.scratch_folder = ".";
  dump::DumpWriter writer(*out, write);
  SnapshotDecoder decoder(snapshot);
  ops::copy(decoder, dump::Selection({}), writer, *out, threads);
  writer.end();
  out->finish();
}

}  // namespace cxdump::session
