#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "cxdump/base/buffer.hpp"
#include "cxdump/dump/container.hpp"
#include "cxdump/dump/entry.hpp"

namespace cxdump::cache {

/// Records that stand in one piece of memory: a batch that was loaded, or what calls have written. Bytes that
/// are there never change; more may come behind them.
struct Chunk {
  Buffer bytes;
  dump::Container shape = dump::Container::v2;  ///< of all its records
};

/// Where a record stands.
struct Location {
  std::uint32_t chunk;
  std::uint32_t offset;
  std::uint32_t length;
};

/// What a store held at one moment, in the order in which it was loaded or written.
///
/// Ownership: shares the records' memory with the store, which may go on changing and may go before it.
/// Threads: another thread may read a snapshot while the store changes.
class Snapshot {
 public:
  Snapshot(std::vector<std::shared_ptr<const Chunk>> chunks, std::vector<Location> records);

  std::uint64_t size() const { return records_.size(); }

  /// Puts the records in order, which reading wants to be done once before; apart from the constructor,
  /// because it takes longer than a call should wait for a background writer's sake.
  void sort();

  /// The i-th entry. Valid as long as the snapshot lives. Requires: i < size().
  dump::Entry operator[](std::size_t i) const;

  /// Whose records the i-th entry's is.
  dump::Container shape(std::size_t i) const { return chunks_[records_[i].chunk]->shape; }

 private:
  std::vector<std::shared_ptr<const Chunk>> chunks_;
  std::vector<Location> records_;
};

}  // namespace cxdump::cache
