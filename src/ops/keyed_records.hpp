#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/key_hash.hpp"
#include "cxdump/io/spool.hpp"
#include "ops/key_table.hpp"

namespace cxdump::ops {

/// Records under keys, gathered in any number and brought together key by key at the end, in memory that does
/// not grow with them: parts of the keys' space, of which a few thousand records each are held and the others
/// lie in an unnamed file, 24 bytes a record; a part is resolved by itself, and one with too many records in
/// several rounds of keys.
///
/// A key is 80 bits of its hash, as in KeyTable. Threads: one. Throws: Error `system`.
class KeyedRecords {
 public:
  /// What may be held in memory. About 24 bytes a record, and twice that while they are resolved.
  struct Limits {
    std::size_t held_of_part = 1024;         ///< records; there are 256 parts
    std::size_t resolved_at_once = 1 << 17;  ///< records
  };

  struct Record {
    std::uint64_t key;
    std::uint64_t rest;  ///< 16 more bits of the key, and the note
    std::uint64_t more;

    std::uint64_t note() const { return rest & KeyTable::kNoteMask; }
  };

  explicit KeyedRecords(const Limits& limits) : limits_(limits) {}
  KeyedRecords() : KeyedRecords(Limits{}) {}

  /// `note`: 48 bits.
  void add(const etf::Hash128& key, std::uint64_t note, std::uint64_t more) {
    Part& part = parts_[part_of(key)];
    if (part.held.size() == limits_.held_of_part) spill(part);
    part.held.push_back({KeyTable::key_of(key), KeyTable::rest_of(key) | note, more});
  }

  /// Calls `visit(State&, bool is_new, const Record&)` for each record, those of one key in the order in
  /// which they were added, with the key's own State, made by its default; and `done(const State&)` for each
  /// key after all of its records. The order of the keys is nobody's. May be called again.
  template <typename State, typename Visit, typename Done>
  void resolve(Visit&& visit, Done&& done) const {
    std::vector<Slot<State>> slots;
    for (const Part& part : parts_) {
      const std::size_t rounds = 1 + part.size() / limits_.resolved_at_once;
      for (std::size_t round = 0; round < rounds; ++round) {
        const std::size_t keys = part.size() / rounds;
        slots.assign(2 * keys + 16, {});
        std::size_t used = 0;
        for_each(part, [&](const Record& record) {
          if (rounds != 1 && record.key % rounds != round) return;
          if (4 * used >= 3 * slots.size()) slots = grown(slots);
          Slot<State>& slot = KeyTable::probe(slots, record.key, record.rest);
          const bool is_new = slot.key == 0;
          if (is_new) slot = {record.key, record.rest, {}}, ++used;
          visit(slot.state, is_new, record);
        });
        for (const Slot<State>& slot : slots) {
          if (slot.key != 0) done(slot.state);
        }
      }
    }
  }

 private:
  struct Part {
    std::vector<Record> held;
    std::vector<std::uint64_t> spilled;  ///< where runs of held_of_part records start in the spool
    std::size_t spilled_records = 0;
    std::size_t size() const { return spilled_records + held.size(); }
  };
  template <typename State>
  struct Slot {
    std::uint64_t key = 0;  ///< 0: free
    std::uint64_t rest = 0;
    State state{};
  };

  /// Bits that KeyTable does not look at.
  static std::size_t part_of(const etf::Hash128& key) { return key.high >> 40 & 0xFF; }

  void spill(Part& part);
  void read_run(std::uint64_t at, std::vector<Record>& run) const;

  template <typename Visit>
  void for_each(const Part& part, Visit&& visit) const {
    std::vector<Record> run(part.spilled.empty() ? 0 : limits_.held_of_part);
    for (const std::uint64_t at : part.spilled) {
      read_run(at, run);
      for (const Record& record : run) visit(record);
    }
    for (const Record& record : part.held) visit(record);
  }

  template <typename State>
  static std::vector<Slot<State>> grown(const std::vector<Slot<State>>& slots) {
    std::vector<Slot<State>> larger(2 * slots.size());
    for (const Slot<State>& slot : slots) {
      if (slot.key != 0) KeyTable::probe(larger, slot.key, slot.rest) = slot;
    }
    return larger;
  }

  Limits limits_;
  std::array<Part, 256> parts_;
  std::optional<io::Spool> spool_;
};

}  // namespace cxdump::ops
