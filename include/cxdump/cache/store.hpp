#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "cxdump/base/bytes.hpp"
#include "cxdump/cache/snapshot.hpp"
#include "cxdump/dump/entry.hpp"
#include "cxdump/etf/key_hash.hpp"

namespace cxdump::cache {

/// Entries by key, as an ETS table of type `set` keeps them: keys are one when they are `=:=`, and the later
/// entry replaces the earlier one with its key. Knows nothing of time: see expiry.hpp.
///
/// Shape: a log of records in chunks and an index of 16 bytes a slot that says where each key's record
/// stands. Loading adds the batch that was read as one more chunk; writing appends a record. A chunk whose
/// records are all replaced or removed is let go, and chunks that are mostly dead are compacted, so the
/// memory stays below a small multiple of what lives.
///
/// Threads: one at a time; a Snapshot may be read by another meanwhile.
class Store {
 public:
  /// `seed` keeps hostile keys from colliding: take a random one.
  explicit Store(std::uint64_t seed);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  std::uint64_t seed() const;
  std::uint64_t size() const;
  bool empty() const { return size() == 0; }

  /// The entry with this key. Valid until: the store changes.
  std::optional<dump::Entry> find(Bytes key);

  /// Adds an entry of these four terms, or replaces the one with its key; the views may be of this store's
  /// own entries. Throws: Error `usage` for an entry of 4 GiB or more, as adopt() does.
  void put(const dump::Entry& entry);

  /// Returns whether there was one.
  bool erase(Bytes key);

  /// Returns how many there were.
  std::uint64_t clear();

  /// Adds all entries of a batch, the later ones winning, and keeps its memory: `batch.input` is taken.
  /// Requires: hashes[i] is key_hash(batch.entries[i].key, seed()).
  void adopt(dump::Batch& batch, std::span<const etf::Hash128> hashes);

  /// Adds all entries of another store, which win. Requires: both have the same seed.
  void merge(Store&& newer);

  /// Calls `see` for every entry, in no particular order.
  void for_each(const std::function<void(const dump::Entry&)>& see) const;

  /// Removes the entries for which `unwanted` says so, and returns how many.
  std::uint64_t erase_if(const std::function<bool(const dump::Entry&)>& unwanted);

  /// What is there now. Costs a copy of the index.
  Snapshot snapshot() const;

  /// Bytes held: chunks and index. What snapshots keep alive is theirs.
  std::uint64_t memory() const;

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace cxdump::cache
