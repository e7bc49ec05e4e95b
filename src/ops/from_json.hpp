#pragma once

#include <cstdint>

#include "cxdump/dump/selection.hpp"
#include "cxdump/dump/writer.hpp"
#include "cxdump/io/source.hpp"
#include "json/entry_reader.hpp"

namespace cxdump::ops {

struct FromJsonOptions {
  std::int64_t now = 0;  ///< of an entry without `touched`, milliseconds since the epoch
  std::uint64_t max_entry = std::uint64_t{1} << 30;  ///< bytes of an entry's text; more is refused
};

/// Gives a writer the entries of a JSON text: NDJSON or one array, typed, plain or mixed
/// (docs/formats/json.md). Memory: a few windows, and of a large entry its text and its terms. Returns: the
/// times that are none, which were taken as they are. Throws: Error with line and column; what the writer
/// throws.
json::OddTimes from_json(io::Source& source, const FromJsonOptions& options, const dump::Selection& selection,
                         dump::DumpWriter& writer, io::Sink& sink, int threads);

}  // namespace cxdump::ops
