#include "ops/diff.hpp"

#define XXH_INLINE_ALL
#include <absl/container/flat_hash_map.h>
#include <xxhash.h>

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "base/pipeline.hpp"
#include "cxdump/base/error.hpp"
#include "cxdump/etf/key_hash.hpp"
#include "cxdump/etf/text_print.hpp"
#include "cxdump/io/sink.hpp"
#include "ops/checked_batch.hpp"
#include "ops/inputs.hpp"
#include "ops/key_table.hpp"
#include "ops/term_diff.hpp"

namespace cxdump::ops {
namespace {

using etf::Hash128;

// A key's note: two bits of state, and the hash of what `a` holds, or later the place where that is kept.
enum class State : std::uint64_t { only_a, only_b, same, differs };
constexpr int kStateBits = 2;
constexpr std::uint64_t kContentMask = (std::uint64_t{1} << (KeyTable::kNoteBits - kStateBits)) - 1;

State state_of(const KeyTable::Slot& slot) { return static_cast<State>(slot.note() & 3); }
std::uint64_t content_of(const KeyTable::Slot& slot) { return slot.note() >> kStateBits; }
void set(KeyTable::Slot& slot, State state, std::uint64_t content) {
  slot.set_note(content << kStateBits | static_cast<std::uint64_t>(state));
}

struct HashOfKey {
  std::size_t operator()(const Hash128& key) const { return static_cast<std::size_t>(key.low); }
};
/// The number of the last entry of a key that a file has more than once.
using Repeats = absl::flat_hash_map<Hash128, std::uint64_t, HashOfKey>;

/// An entry as the first way through a file sees it.
struct Print {
  Hash128 key;
  std::uint64_t content;
  std::uint64_t number;
};

class Fingerprinter {
 public:
  Print of(const dump::Entry& entry, const DiffOptions& options) {
    const Hash128 key = etf::key_hash(entry.key, options.seed, canonical_);
    std::uint64_t content = hash(entry.value, options.seed);
    if (options.times == Times::compare) content = hash(entry.ttl, hash(entry.touched, content));
    return {key, content & kContentMask, entry.number};
  }

 private:
  std::uint64_t hash(Bytes term, std::uint64_t seed) {
    const Bytes canonical = canonical_.of(term);
    return XXH3_64bits_withSeed(canonical.data(), canonical.size(), seed);
  }
  etf::Canonical canonical_;
};

/// Runs `see` on each entry of the file, in order, with what `look` made of the entry on some thread.
template <typename Seen, typename Look, typename See>
void for_each_entry(const io::Rereadable& input, const DiffOptions& options, Look&& look, See&& see) {
  struct Slot {
    CheckedBatch in;
    std::vector<Seen> seen;
    Fingerprinter fingerprinter;
  };
  const dump::Selection all({});
  const dump::DecoderPtr decoder = dump::open_dump(input.open(), options.decode);
  const auto work = [&](Slot& slot) {
    slot.in.check_and_select(all);
    slot.seen.clear();
    for (const dump::Entry& entry : slot.in.batch.entries)
      slot.seen.push_back(look(slot.fingerprinter, entry));
  };
  const auto consume = [&](Slot& slot) {
    slot.in.rethrow_failure_after([&] { see(slot.in.batch, slot.seen); });
    return true;
  };
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
}

std::string shown(Bytes term) {
  constexpr std::size_t longest = 200;
  std::string text;
  if (term.empty()) return text;
  etf::print_elixir(term, text);
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

std::string key_of(const dump::Entry& entry) {
  std::string key;
  etf::print_elixir(entry.key, key);
  return key;
}

/// The changed entries of `a`, to be found again by their place.
class Kept {
 public:
  std::uint64_t keep(const dump::Entry& entry) {
    const std::uint64_t place = spool_.size();
    head_ = {entry.value.size(), entry.touched.size(), entry.ttl.size()};
    spool_.write({reinterpret_cast<const std::uint8_t*>(head_.data()), sizeof head_});
    for (const Bytes part : {entry.value, entry.touched, entry.ttl}) spool_.write(part);
    return place;
  }

  /// Valid until: the next call.
  dump::Entry at(std::uint64_t place) {
    spool_.read_at(place, {reinterpret_cast<std::uint8_t*>(head_.data()), sizeof head_});
    const auto [value, touched, ttl] = head_;
    bytes_.resize(value + touched + ttl);
    spool_.read_at(place + sizeof head_, {bytes_.data(), bytes_.size()});
    dump::Entry entry;
    entry.value = bytes_.bytes().first(value);
    entry.touched = bytes_.bytes().subspan(value, touched);
    entry.ttl = bytes_.bytes().last(ttl);
    return entry;
  }

 private:
  io::Spool spool_;
  std::array<std::size_t, 3> head_{};
  Buffer bytes_;
};

class Diff {
 public:
  Diff(const DiffOptions& options, const std::function<void(const Difference&)>& on_difference)
      : options_(options), on_difference_(on_difference) {}

  DiffTotals run(const io::Rereadable& a, const io::Rereadable& b) {
    first_way(a, [this](const Print& print) { note_a(print); });
    first_way(b, [this](const Print& print) { note_b(print); });
    bool differ = false;
    keys_.for_each([&](KeyTable::Slot& slot) {
      if (state_of(slot) == State::same) ++totals_.same;
      differ = differ || state_of(slot) != State::same;
    });
    if (!differ) return totals_;
    second_way(a, repeats_a_,
               [this](KeyTable::Slot& slot, const dump::Entry& entry) { settle_a(slot, entry); });
    second_way(b, repeats_b_,
               [this](KeyTable::Slot& slot, const dump::Entry& entry) { settle_b(slot, entry); });
    return totals_;
  }

 private:
  template <typename Note>
  void first_way(const io::Rereadable& input, Note&& note) {
    named(input, [&] {
      for_each_entry<Print>(
          input, options_,
          [this](Fingerprinter& printer, const dump::Entry& entry) { return printer.of(entry, options_); },
          [&](const dump::Batch&, const std::vector<Print>& prints) {
            constexpr std::size_t ahead = 8;
            for (std::size_t i = 0; i < prints.size(); ++i) {
              if (i + ahead < prints.size()) keys_.prefetch(prints[i + ahead].key);
              note(prints[i]);
            }
          });
    });
  }

  template <typename Settle>
  void second_way(const io::Rereadable& input, const Repeats& repeats, Settle&& settle) {
    named(input, [&] {
      etf::Canonical canonical;
      for_each_entry<Hash128>(
          input, options_,
          [this](Fingerprinter& printer, const dump::Entry& entry) {
            return printer.of(entry, options_).key;
          },
          [&](const dump::Batch& batch, const std::vector<Hash128>& keys) {
            for (std::size_t i = 0; i < keys.size(); ++i) {
              const dump::Entry& entry = batch.entries[i];
              const auto last = repeats.find(keys[i]);
              if (last != repeats.end() && last->second != entry.number) continue;
              if (KeyTable::Slot* slot = keys_.find(keys[i])) settle(*slot, entry);
            }
          });
    });
  }

  template <typename Work>
  static void named(const io::Rereadable& input, Work&& work) {
    try {
      work();
    } catch (const io::OutputError&) {
      throw;
    } catch (Error& error) {
      name_input(error, input.path());
      throw;
    }
  }

  void note_a(const Print& print) {
    const auto [slot, is_new] = keys_.insert(print.key);
    if (!is_new) repeats_a_[print.key] = print.number;
    set(slot, State::only_a, print.content);
  }

  void note_b(const Print& print) {
    const auto [slot, is_new] = keys_.insert(print.key);
    if (is_new) return set(slot, State::only_b, 0);
    if (state_of(slot) != State::only_a) repeats_b_[print.key] = print.number;
    if (state_of(slot) == State::only_b) return;
    const std::uint64_t content = content_of(slot);
    set(slot, content == print.content ? State::same : State::differs, content);
  }

  void settle_a(KeyTable::Slot& slot, const dump::Entry& entry) {
    if (state_of(slot) == State::only_a) tell(totals_.removed, {Change::removed, key_of(entry), "", "", ""});
    if (state_of(slot) == State::differs) set(slot, State::differs, kept_.keep(entry));
  }

  void settle_b(KeyTable::Slot& slot, const dump::Entry& entry) {
    if (state_of(slot) == State::only_b) tell(totals_.added, {Change::added, key_of(entry), "", "", ""});
    if (state_of(slot) != State::differs) return;
    const dump::Entry before = kept_.at(content_of(slot));
    if (same(before.value, entry.value)) {
      tell(totals_.lifetime, {Change::lifetime, key_of(entry), "", lifetime(before), lifetime(entry)});
      return;
    }
    const TermDifference first = terms_.first(before.value, entry.value);
    tell(totals_.value, {Change::value, key_of(entry), first.path, shown(first.a), shown(first.b)});
  }

  bool same(Bytes a, Bytes b) {
    return same_bytes(a, b) || same_bytes(canonical_a_.of(a), canonical_b_.of(b));
  }

  static std::string lifetime(const dump::Entry& entry) {
    return "touched " + shown(entry.touched) + ", ttl " + shown(entry.ttl);
  }

  void tell(std::uint64_t& total, const Difference& difference) {
    ++total;
    on_difference_(difference);
  }

  const DiffOptions& options_;
  const std::function<void(const Difference&)>& on_difference_;
  DiffTotals totals_;
  KeyTable keys_;
  Repeats repeats_a_;
  Repeats repeats_b_;
  Kept kept_;
  TermDiff terms_;
  etf::Canonical canonical_a_;
  etf::Canonical canonical_b_;
};

}  // namespace

std::string_view name(Change change) {
  switch (change) {
    case Change::removed:
      return "removed";
    case Change::added:
      return "added";
    case Change::value:
      return "value";
    case Change::lifetime:
      return "lifetime";
  }
  return "";
}

DiffTotals diff(const io::Rereadable& a, const io::Rereadable& b, const DiffOptions& options,
                const std::function<void(const Difference&)>& on_difference) {
  return Diff(options, on_difference).run(a, b);
}

}  // namespace cxdump::ops
