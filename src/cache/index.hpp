#pragma once

#include <absl/container/flat_hash_set.h>

#include <cstdint>

#include "cache/log.hpp"
#include "cache/record.hpp"
#include "cxdump/base/huge_pages.hpp"
#include "cxdump/etf/canonical.hpp"
#include "cxdump/etf/key_hash.hpp"

namespace cxdump::cache {

/// One key's place in the index. 32 bits of its hash stay with it, so that growing the index touches no
/// record and nearly every look at a record's bytes is at the right one.
struct alignas(16) Slot {  // never on two cache lines
  std::uint32_t hash;
  mutable Location at;  ///< a newer record of the same key takes its place
};

/// What is looked for: a key and its hash.
struct Probe {
  std::uint32_t hash;
  Bytes key;
};

inline Probe probe_for(Bytes key, const etf::Hash128& hash) {
  return {static_cast<std::uint32_t>(hash.low), key};
}

struct SlotHash {
  using is_transparent = void;
  // Spreads 32 bits over the 64 that the table takes its group and its 7-bit mark from.
  static std::size_t spread(std::uint32_t hash) {
    const std::uint64_t product = hash * std::uint64_t{0x9E3779B97F4A7C15};
    return product ^ product >> 32;
  }
  std::size_t operator()(const Slot& slot) const { return spread(slot.hash); }
  std::size_t operator()(const Probe& probe) const { return spread(probe.hash); }
};

/// Whether a slot's key is `=:=` the one that is looked for: the same bytes, or else the same canonical form.
class SlotEqual {
 public:
  using is_transparent = void;
  struct Scratch {
    etf::Canonical ours;
    etf::Canonical theirs;
  };

  SlotEqual(const Log* log, Scratch* scratch) : log_(log), scratch_(scratch) {}

  bool operator()(const Slot& slot, const Probe& probe) const {
    if (slot.hash != probe.hash) return false;
    const Bytes record = log_->record(slot.at);
    fetch_start(record);
    const dump::Container shape = log_->shape(slot.at);
    return has_key(record, shape, probe.key) || same_canonical(key_of(record, shape), probe.key);
  }
  bool operator()(const Slot& a, const Slot& b) const {
    return (*this)(a, Probe{b.hash, key_of(log_->record(b.at), log_->shape(b.at))});
  }

 private:
  // Key and lifetime mostly end in its second cache line, which is known only when the first is there.
  static void fetch_start(Bytes record) {
    constexpr std::size_t line = 64;
    if (record.size() > line) __builtin_prefetch(record.data() + line);
  }
  bool same_canonical(Bytes ours, Bytes theirs) const {
    return same_bytes(scratch_->ours.of(ours), scratch_->theirs.of(theirs));
  }

  const Log* log_;
  Scratch* scratch_;
};

using Index = absl::flat_hash_set<Slot, SlotHash, SlotEqual, HugeAllocator<Slot>>;

}  // namespace cxdump::cache
