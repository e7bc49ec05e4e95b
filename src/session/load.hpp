#pragma once

#include <cstdint>
#include <functional>

#include "cxdump/cache/store.hpp"
#include "cxdump/dump/codec.hpp"

namespace cxdump::session {

/// How to decode a dump whose batches will be kept: in larger pieces.
dump::DecodeOptions to_keep(dump::DecodeOptions options = {});

/// Loads a dump as Cachex 2.1 does: every entry as it stands, expired ones too; the file wins a clash, its
/// later entries win over its earlier ones. All or nothing. Returns how many entries the file had.
///
/// Memory: the bytes that were read are kept, not copied. Threads: `threads` read, check, hash and insert.
/// Throws: Error as the decoder does, and Interrupted; the store is as it was then.
std::uint64_t load_as_2_1(cache::Store& store, dump::Decoder& decoder, int threads,
                          const std::function<bool()>& is_interrupted = nullptr);

/// Imports a dump as Cachex 3.6 and 4.1 do: expired entries are skipped, the others count their lifetime from
/// `now` on and end at the same instant; a lifetime that is no integer is lost. Returns how many entries were
/// taken. Throws: Error as the decoder does, what came before stays; Interrupted, the store is as it was.
std::uint64_t import_as_3_6(cache::Store& store, dump::Decoder& decoder, std::int64_t now,
                            const std::function<bool()>& is_interrupted = nullptr);

}  // namespace cxdump::session
