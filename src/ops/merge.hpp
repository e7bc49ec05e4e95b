#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cxdump/dump/codec.hpp"
#include "cxdump/dump/selection.hpp"
#include "cxdump/io/spool.hpp"
#include "ops/ttl_edit.hpp"
#include "ops/write_dump.hpp"

namespace cxdump::ops {

/// Which of several entries with one key stays. Inside one file it is always the last, as when Cachex loads
/// it.
enum class OnClash : std::uint8_t {
  last,    ///< of the last file, as Cachex.load/2 of one after the other
  first,   ///< of the first file
  newest,  ///< the one that was touched last; of several, that of the last file
  error,   ///< none: it ends with an Error `no`
};

struct MergeOptions {
  OnClash on_clash = OnClash::last;
  bool drop_expired = false;
  std::int64_t now = 0;              ///< what drop_expired is measured against
  std::uint64_t limit = UINT64_MAX;  ///< only the first so many entries of the result
  TtlEdit ttl;
  dump::DecodeOptions decode;
};

/// What became of one file's entries.
struct MergeShare {
  std::string name;
  std::uint64_t read = 0;
  std::uint64_t given = 0;
  std::uint64_t lost = 0;         ///< to another file's entry of the same key
  std::uint64_t duplicates = 0;   ///< to a later entry of the same file
  std::uint64_t expired = 0;      ///< and dropped
  std::uint64_t over = 0;         ///< beyond the limit
  std::uint64_t not_shifted = 0;  ///< given with the ttl they had, which is no number
};

struct MergeResult {
  std::vector<MergeShare> shares;  ///< in the order of the inputs
  dump::Written written;
};

/// The container of the first input that tells one: an empty list does not. Throws: as merge.
std::optional<dump::Container> container_told(const std::vector<io::Rereadable>& inputs,
                                              const dump::DecodeOptions& decode);

/// Merges dumps of any containers into one. The selection has no limit. Each is read once, in 24 bytes a key;
/// a file that has a key twice, and OnClash::newest, make it twice, and the latter once more for each key
/// that a newer entry takes over. Throws: Error of whatever input fails, named; `no` for a clash under
/// OnClash::error; what write_dump throws.
MergeResult merge(const std::vector<io::Rereadable>& inputs, const dump::Selection& selection,
                  const MergeOptions& options, const DumpTarget& target, const dump::WriteOptions& write,
                  int threads);

}  // namespace cxdump::ops
