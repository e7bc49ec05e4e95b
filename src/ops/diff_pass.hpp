#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <utility>

#include "base/pipeline.hpp"
#include "cxdump/base/error.hpp"
#include "cxdump/etf/key_hash.hpp"
#include "cxdump/io/sink.hpp"
#include "ops/checked_batch.hpp"
#include "ops/diff.hpp"
#include "ops/inputs.hpp"

namespace cxdump::ops {

/// What stands for an entry while dumps are compared.
struct Print {
  etf::Hash128 key;
  std::uint64_t value;
  std::uint64_t times;  ///< 0 when they are not compared
  std::uint64_t number;
};

/// Which bytes of values and times are hashed.
enum class Hashed : std::uint8_t {
  as_written,  ///< the same hash is the same term; others may be, too
  canonical,   ///< terms that are `=:=` have the same
};

/// Threads: one fingerprinter, one thread.
class Fingerprinter {
 public:
  etf::Hash128 key_of(const dump::Entry& entry, const DiffOptions& options) {
    return etf::key_hash(entry.key, options.seed, canonical_);
  }
  Print of(const dump::Entry& entry, const DiffOptions& options, Hashed hashed);

 private:
  etf::Canonical canonical_;
};

/// Runs `see(const Batch&, Looked&) -> bool` on each batch of the file, in order and until it is false, after
/// `look(const Batch&, Looked&)` on some thread. Throws: what reading throws, with the name of the file.
template <typename Looked, typename Look, typename See>
void for_each_batch(const io::Rereadable& input, const DiffOptions& options, Look&& look, See&& see) {
  struct Slot {
    CheckedBatch in;
    Looked looked;
  };
  const dump::Selection all({});
  const auto work = [&](Slot& slot) {
    slot.in.check_and_select(all);
    look(std::as_const(slot.in.batch), slot.looked);
  };
  const auto consume = [&](Slot& slot) {
    bool more = false;
    slot.in.rethrow_failure_after([&] { more = see(std::as_const(slot.in.batch), slot.looked); });
    return more;
  };
  try {
    const dump::DecoderPtr decoder = dump::open_dump(input.open(), options.decode);
    run_ordered<Slot>(
        options.threads, [&] { decoder->read_ahead(); },
        [&](Slot& slot) {
          if (!slot.in.refill(*decoder)) return Produced::end;
          return slot.in.is_large() ? Produced::alone : Produced::batch;
        },
        work, consume,
        [&](Slot& slot) {
          work(slot);
          return consume(slot);
        });
  } catch (const io::OutputError&) {
    throw;
  } catch (Error& error) {
    name_input(error, input.path());
    throw;
  }
}

/// Runs `see` on each batch of the file, in order, with the prints of its entries. Throws: as for_each_batch.
void for_each_print(const io::Rereadable& input, const DiffOptions& options, Hashed hashed,
                    const std::function<void(const dump::Batch&, std::span<const Print>)>& see);

}  // namespace cxdump::ops
