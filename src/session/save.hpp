#pragma once

#include <string>

#include "cxdump/cache/snapshot.hpp"
#include "cxdump/dump/codec.hpp"

namespace cxdump::session {

struct SaveOptions {
  dump::Container container = dump::Container::v2;
  int compression = 1;  ///< 0..9
};

/// Writes a snapshot as a dump file, which appears whole or not at all. Throws: Error `system`.
void save(cache::Snapshot& snapshot, const std::string& path, const SaveOptions& options, int threads);

}  // namespace cxdump::session
