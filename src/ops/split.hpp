#pragma once

#include <string>
#include <vector>

#include "cxdump/dump/codec.hpp"
#include "cxdump/dump/selection.hpp"
#include "cxdump/dump/writer.hpp"
#include "cxdump/io/output.hpp"
#include "ops/router.hpp"

namespace cxdump::ops {

/// One part's file.
struct SplitPart {
  std::string path;
  dump::Written written;
};

/// Writes each entry to the part where a router looks for its key: one pass over the input, all parts at
/// once. The files appear when all are complete; none does when anything fails before. Returns what stands in
/// each.
std::vector<SplitPart> split(dump::Decoder& decoder, const dump::Selection& selection,
                             const std::vector<std::string>& paths, io::Existing existing, Routing routing,
                             dump::WriteOptions write, int threads);

}  // namespace cxdump::ops
