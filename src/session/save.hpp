#pragma once

#include <functional>
#include <string>

#include "cxdump/cache/snapshot.hpp"
#include "cxdump/dump/codec.hpp"

namespace cxdump::session {

struct SaveOptions {
  dump::Container container = dump::Container::v2;
  int compression = 1;  ///< 0..9
};

/// Throws: Error `system` for a path that can name no file.
void refuse_impossible_path(const std::string& path);

/// The path as a file's, also where a command would take it for standard output.
std::string as_file_name(const std::string& path);

/// Writes a snapshot as a dump file, which appears whole or not at all; a device or a pipe is written as it
/// stands, and waits for its reader. Throws: Error `system`; Interrupted.
void save(cache::Snapshot& snapshot, const std::string& path, const SaveOptions& options, int threads,
          const std::function<bool()>& is_interrupted = nullptr);

}  // namespace cxdump::session
