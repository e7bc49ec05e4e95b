#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/page_allocator.hpp"
#include "cxdump/etf/key_hash.hpp"

namespace cxdump::ops {

/// A note of 48 bits for each key of a dump, in 24 bytes a key and a little: slots of 16 bytes, eight in ten
/// or so in use, and parts that grow one after the other by a fifth.
///
/// A key is 80 bits of its hash: among 10^8 keys two share them with a probability of 4 in 10^9. Threads:
/// one, or any number that only find.
class KeyTable {
 public:
  static constexpr int kNoteBits = 48;
  static constexpr std::uint64_t kNoteMask = (std::uint64_t{1} << kNoteBits) - 1;

  struct Slot {
    std::uint64_t key = 0;   ///< 0: free
    std::uint64_t rest = 0;  ///< 16 more bits of the key, and the note

    std::uint64_t note() const { return rest & kNoteMask; }
    void set_note(std::uint64_t note) { rest = (rest & ~kNoteMask) | (note & kNoteMask); }
  };

  struct Found {
    Slot& slot;  ///< valid until: the next insert
    bool is_new;
  };

  /// The key's slot, made with note 0 when there was none.
  Found insert(const etf::Hash128& key);

  /// The key's slot, or nullptr. Valid until: the next insert.
  const Slot* find(const etf::Hash128& key) const;

  /// Asks for the memory that insert() or find() will look at first.
  void prefetch(const etf::Hash128& key) const {
    const Slots& slots = parts_[part_of(key)].slots;
    if (!slots.empty()) __builtin_prefetch(&slots[place_of(key.low, slots.size())], 1);
  }

  std::uint64_t size() const { return size_; }

  /// What stands for a key in a slot: never 0, and above the note.
  static std::uint64_t key_of(const etf::Hash128& key) { return key.low != 0 ? key.low : 1; }
  static std::uint64_t rest_of(const etf::Hash128& key) { return key.high << kNoteBits; }

  /// The slot of a key among slots that have its `key` and `rest`, or the free one where it belongs.
  /// Requires: there is a free one.
  template <typename AnySlots>
  static auto& probe(AnySlots& slots, std::uint64_t key, std::uint64_t rest) {
    std::size_t i = place_of(key, slots.size());
    while (slots[i].key != 0 && (slots[i].key != key || ((slots[i].rest ^ rest) & ~kNoteMask) != 0)) {
      if (++i == slots.size()) i = 0;
    }
    return slots[i];
  }

  template <typename Visit>
  void for_each(Visit&& visit) {
    for (Part& part : parts_) {
      for (Slot& slot : part.slots) {
        if (slot.key != 0) visit(slot);
      }
    }
  }

 private:
  using Slots = std::vector<Slot, PageAllocator<Slot>>;
  struct Part {
    Slots slots;
    std::size_t used = 0;
  };
  static std::size_t place_of(std::uint64_t key, std::size_t slots) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::size_t>(Wide{key} * slots >> 64);
  }
  static void grow(Part& part);
  static std::size_t part_of(const etf::Hash128& key) { return key.high >> 58; }

  std::array<Part, 64> parts_;
  std::uint64_t size_ = 0;
};

}  // namespace cxdump::ops
