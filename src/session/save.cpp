#include "session/save.hpp"

#include <climits>

#include "cxdump/base/error.hpp"
#include "ops/copy.hpp"
#include "ops/write_dump.hpp"
#include "session/excerpt.hpp"
#include "session/snapshot_decoder.hpp"

namespace cxdump::session {

void refuse_impossible_path(const std::string& path) {
  if (path.empty()) throw Error(ErrorKind::system, "a path of no characters names no file");
  if (path.size() >= PATH_MAX) throw Error(ErrorKind::system, "no path can be as long").in(excerpt(path));
  if (path.find('\0') == std::string::npos) return;
  throw Error(ErrorKind::system, "no path can hold a NUL").in(path);
}

std::string as_file_name(const std::string& path) { return path == "-" ? "./-" : path; }

void save(cache::Snapshot& snapshot, const std::string& path, const SaveOptions& options, int threads,
          const std::function<bool()>& is_interrupted) {
  refuse_impossible_path(path);
  dump::WriteOptions write;
  write.container = options.container;
  write.level = options.compression;
  try {
    ops::write_dump({as_file_name(path), io::Existing::replace}, write, ops::Verify::no, threads,
                    [&](dump::DumpWriter& writer, io::Sink& sink) {
                      SnapshotDecoder decoder(snapshot, is_interrupted);
                      ops::copy(decoder, dump::Selection({}), writer, sink, threads);
                    });
  } catch (const dump::FrameTooLarge& error) {
    throw Error(error).hint("format: :v3 holds it");
  }
}

}  // namespace cxdump::session
