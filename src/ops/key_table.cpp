#include "ops/key_table.hpp"

#include <utility>

namespace cxdump::ops {
namespace {

/// Fresh memory costs more than the keys that are moved into it: few steps as long as all parts together are
/// small, and small ones from there on.
std::size_t larger(std::size_t slots) {
  if (slots < 4096) return 4 * slots + 16;
  if (slots < 16384) return 2 * slots;  // all parts together: 16 MiB
  return slots + slots / 5;
}

}  // namespace

void KeyTable::grow(Part& part) {
  Slots grown(larger(part.slots.size()));
  for (const Slot& slot : part.slots) {
    if (slot.key != 0) probe(grown, slot.key, slot.rest) = slot;
  }
  part.slots = std::move(grown);
}

KeyTable::Found KeyTable::insert(const etf::Hash128& key) {
  Part& part = parts_[part_of(key)];
  if ((part.used + 1) * 5 > part.slots.size() * 4) grow(part);
  Slot& slot = probe(part.slots, key_of(key), rest_of(key));
  const bool is_new = slot.key == 0;
  if (is_new) {
    slot = {key_of(key), rest_of(key)};
    ++part.used;
    ++size_;
  }
  return {slot, is_new};
}

const KeyTable::Slot* KeyTable::find(const etf::Hash128& key) const {
  const Part& part = parts_[part_of(key)];
  if (part.slots.empty()) return nullptr;
  const Slot& slot = probe(part.slots, key_of(key), rest_of(key));
  return slot.key == 0 ? nullptr : &slot;
}

}  // namespace cxdump::ops
