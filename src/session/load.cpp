#include "session/load.hpp"

#include <vector>

#include "base/pipeline.hpp"
#include "cxdump/dump/lifetime.hpp"
#include "cxdump/dump/selection.hpp"
#include "cxdump/etf/append.hpp"
#include "cxdump/etf/canonical.hpp"
#include "cxdump/etf/key_hash.hpp"
#include "ops/checked_batch.hpp"
#include "session/interrupt.hpp"

namespace cxdump::session {
namespace {

// The memory of a large dump's batches, which is kept; the windows are a little less, so that a cut entry
// fits before them.
constexpr std::size_t kKeptBatch = std::size_t{2} << 20;
constexpr std::size_t kWindow = kKeptBatch - (std::size_t{16} << 10);
// A dump that ends before so many batches is not worth a huge page.
constexpr std::size_t kSmallBatches = 2;

struct HashedBatch {
  ops::CheckedBatch in;
  std::vector<etf::Hash128> hashes;
  etf::Canonical canonical;

  Produced refill(dump::Decoder& decoder, std::size_t batches_before) {
    if (batches_before >= kSmallBatches && in.batch.input.capacity() == 0)
      in.batch.input.reserve_huge(kKeptBatch);
    if (!in.refill(decoder)) return Produced::end;
    return in.is_large() ? Produced::alone : Produced::batch;
  }

  void check_and_hash(const dump::Selection& all, std::uint64_t seed) {
    in.check_and_select(all);
    hashes.clear();
    for (const dump::Entry& entry : in.batch.entries)
      hashes.push_back(etf::key_hash(entry.key, seed, canonical));
  }
};

/// What a lifetime becomes when it is counted from `now` on, or nil where Cachex's import loses it.
void append_remaining(std::vector<std::uint8_t>& out, const dump::Entry& entry, std::int64_t now) {
  const dump::Millis touched = dump::millis_of(entry.touched);
  const dump::Millis ttl = dump::millis_of(entry.ttl);
  std::int64_t end = 0;
  if (ttl.form != dump::Millis::Form::integer || touched.form != dump::Millis::Form::integer) {
    etf::append_atom(out, "nil");
  } else if (__builtin_add_overflow(touched.exact, ttl.exact, &end)) {
    etf::append_term(out, entry.ttl);
  } else {
    etf::append_integer(out, end - now);
  }
}

}  // namespace

dump::DecodeOptions to_keep(dump::DecodeOptions options) {
  options.window = kWindow;
  return options;
}

std::uint64_t load_as_2_1(cache::Store& store, dump::Decoder& decoder, int threads,
                          const std::function<bool()>& is_interrupted) {
  const dump::Selection all({});
  cache::Store loaded(store.seed());
  std::uint64_t entries = 0;
  std::size_t batches = 0;
  const auto work = [&](HashedBatch& slot) { slot.check_and_hash(all, loaded.seed()); };
  const auto consume = [&](HashedBatch& slot) {
    slot.in.rethrow_failure_after([&] {
      entries += slot.in.batch.entries.size();
      loaded.adopt(slot.in.batch, slot.hashes);
    });
    return true;
  };
  const auto alone = [&](HashedBatch& slot) {
    work(slot);
    return consume(slot);
  };
  const auto produce = [&](HashedBatch& slot) {
    check_interrupt(is_interrupted);
    return slot.refill(decoder, batches++);
  };
  run_ordered<HashedBatch>(
      threads, [&] { decoder.read_ahead(); }, produce, work, consume, alone);
  store.merge(std::move(loaded));
  return entries;
}

std::uint64_t import_as_3_6(cache::Store& store, dump::Decoder& decoder, std::int64_t now,
                            const std::function<bool()>& is_interrupted) {
  const dump::Selection all({});
  ops::CheckedBatch in;
  std::uint64_t taken = 0;
  std::vector<std::uint8_t> touched;
  etf::append_integer(touched, now);
  std::vector<std::uint8_t> ttl;
  cache::Store loaded(store.seed());
  const auto put_all = [&] {
    for (const dump::Entry& entry : in.batch.entries) {
      if (dump::is_expired(entry, now)) continue;
      ttl.clear();
      append_remaining(ttl, entry, now);
      loaded.put({.key = entry.key, .value = entry.value, .touched = touched, .ttl = ttl});
      ++taken;
    }
  };
  try {
    while (in.refill(decoder)) {
      check_interrupt(is_interrupted);
      in.check_and_select(all);
      in.rethrow_failure_after(put_all);
    }
  } catch (const Interrupted&) {
    throw;
  } catch (const Error&) {
    store.merge(std::move(loaded));
    throw;
  }
  store.merge(std::move(loaded));
  return taken;
}

}  // namespace cxdump::session
