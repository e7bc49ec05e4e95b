#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/pipeline.hpp"
#include "cxdump/dump/codec.hpp"
#include "cxdump/dump/selection.hpp"
#include "cxdump/io/sink.hpp"
#include "ops/checked_batch.hpp"

namespace cxdump::ops {

struct CopyTotals {
  std::uint64_t read = 0;
  std::uint64_t written = 0;
};

/// Every selected entry is picked.
struct PickAll {
  struct Notes {};
};

/// A batch, and what an encoder makes of it in the same slot.
template <typename Encoder, typename Picker>
struct CopySlot {
  CheckedBatch in;
  std::uint64_t read = 0;
  typename Picker::Notes notes;
  typename Encoder::Piece out;
};

/// The sentence that carries the program: cut, select, encode, put out, in file order and on all threads.
///
/// An Encoder has a Piece, what one batch becomes, reused from batch to batch, and
///   void body(const dump::Batch&, Piece&) const;             any thread
///   void put(Piece&, io::Sink&);                             in order
///   void put_large(const dump::Batch&, Piece&, io::Sink&);   in order: one entry that may not be held twice
/// What stands before the first entry and behind the last is the caller's.
///
/// A Picker takes entries out of a batch, or changes it, by what depends on the entries before. It has Notes,
/// reused from batch to batch, and
///   void look(dump::Batch&, Notes&) const;   any thread: what needs no other batch
///   void pick(dump::Batch&, Notes&);         in order
/// Throws: what reading, checking, picking, encoding or writing throws, after everything before it has been
/// put out.
template <typename Encoder, typename Picker = PickAll>
CopyTotals copy(dump::Decoder& decoder, const dump::Selection& selection, Encoder& encoder, io::Sink& sink,
                int threads, Picker&& picker = {}) {
  using Slot = CopySlot<Encoder, std::remove_cvref_t<Picker>>;
  constexpr bool picks = !std::is_same_v<std::remove_cvref_t<Picker>, PickAll>;
  CopyTotals totals;
  std::uint64_t left = selection.limit().value_or(UINT64_MAX);
  const bool in_order = selection.limit().has_value();

  const auto produce = [&](Slot& slot) {
    if (left == 0 || !slot.in.refill(decoder)) return Produced::end;
    slot.read = slot.in.batch.entries.size();
    if (in_order) {
      slot.in.check_and_select(selection);
      if (slot.in.batch.entries.size() > left) slot.in.batch.entries.resize(left);
      left -= slot.in.batch.entries.size();
    }
    return slot.in.is_large() ? Produced::alone : Produced::batch;
  };
  const auto look = [&](Slot& slot) {
    if (!in_order) slot.in.check_and_select(selection);
    if constexpr (picks) std::as_const(picker).look(slot.in.batch, slot.notes);
  };
  const auto pick = [&](Slot& slot) {
    if constexpr (picks) picker.pick(slot.in.batch, slot.notes);
  };
  const auto encode = [&](Slot& slot) { encoder.body(slot.in.batch, slot.out); };
  const auto count = [&](const Slot& slot) {
    totals.read += slot.read;
    totals.written += slot.in.batch.entries.size();
  };
  const auto consume = [&](Slot& slot) {
    slot.in.rethrow_failure_after([&] { encoder.put(slot.out, sink); });
    count(slot);
    return true;
  };
  const auto alone = [&](Slot& slot) {
    look(slot);
    pick(slot);
    slot.in.rethrow_failure_after([&] { encoder.put_large(slot.in.batch, slot.out, sink); });
    count(slot);
    return true;
  };
  const auto run = [&](auto&& work) {
    run_ordered<Slot>(
        threads, [&] { decoder.read_ahead(); }, produce, work, consume, alone);
  };
  if constexpr (picks) {
    run(WorkAround{look, pick, encode});
  } else {
    run([&](Slot& slot) {
      look(slot);
      encode(slot);
    });
  }
  return totals;
}

}  // namespace cxdump::ops
