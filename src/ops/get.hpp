#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cxdump/dump/codec.hpp"

namespace cxdump::ops {

/// An entry that was found, and the batch whose bytes it views.
struct FoundEntry {
  dump::Batch batch;
  dump::Entry entry;
};

/// The first entry whose key is `key` (a term without 131), as `=:=` has it. Reads no further than there.
/// Throws: Error, also for a map with equal keys in the entry that was found.
std::optional<FoundEntry> get(dump::Decoder& decoder, Bytes key, int threads);

/// The keys whose text is nearest to `wanted`, nearest first, in Elixir's form: what to suggest when a key is
/// missing.
std::vector<std::string> nearest_keys(dump::Decoder& decoder, const std::string& wanted, std::size_t most,
                                      int threads);

}  // namespace cxdump::ops
