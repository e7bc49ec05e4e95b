#include "ops/diff.hpp"

#include <absl/container/flat_hash_map.h>

#include <utility>
#include <vector>

#include "ops/diff_kept.hpp"
#include "ops/diff_pass.hpp"
#include "ops/diff_tell.hpp"
#include "ops/key_table.hpp"

namespace cxdump::ops {
namespace {

using etf::Hash128;

// A key's note: two bits of state; and a hash of what `b` holds, or the place where what `a` holds is kept.
// What differs may yet be other bytes for the same terms.
enum class State : std::uint64_t { only_a, only_b, same, differs };
constexpr int kStateBits = 2;
constexpr std::uint64_t kContentMask = (std::uint64_t{1} << (KeyTable::kNoteBits - kStateBits)) - 1;

State state_of(const KeyTable::Slot& slot) { return static_cast<State>(slot.note() & 3); }
std::uint64_t content_of(const KeyTable::Slot& slot) { return slot.note() >> kStateBits; }
void set(KeyTable::Slot& slot, State state, std::uint64_t content) {
  slot.set_note(content << kStateBits | static_cast<std::uint64_t>(state));
}

std::uint64_t content_of(const Print& print) {
  return (print.value ^ print.times * 0x9E3779B97F4A7C15) & kContentMask;
}

struct HashOfKey {
  std::size_t operator()(const Hash128& key) const { return static_cast<std::size_t>(key.low); }
};

class Diff {
 public:
  Diff(const DiffOptions& options, const DiffText& text) : options_(options), text_(text) {}

  DiffTotals run(const io::Rereadable& a, const io::Rereadable& b) {
    read(b, [this](const dump::Entry&, const Print& print) { note_b(print); });
    read(a, [this](const dump::Entry& entry, const Print& print) { note_a(entry, print); });
    removed_.flush();
    changed_.flush();
    keys_.for_each([this](const KeyTable::Slot& slot) {
      if (state_of(slot) == State::same) ++totals_.same;
      if (state_of(slot) == State::only_b || state_of(slot) == State::differs) ++left_;
    });
    tell_removed();
    if (left_ != 0) tell_others(b);
    return totals_;
  }

 private:
  template <typename Note>
  void read(const io::Rereadable& input, Note&& note) {
    for_each_print(input, options_, Hashed::as_written,
                   [&](const dump::Batch& batch, std::span<const Print> prints) {
                     for (std::size_t i = 0; i < prints.size(); ++i) {
                       if (i + kAhead < prints.size()) keys_.prefetch(prints[i + kAhead].key);
                       note(batch.entries[i], prints[i]);
                     }
                   });
  }

  void note_b(const Print& print) {
    const auto [slot, is_new] = keys_.insert(print.key);
    if (!is_new) repeats_b_[print.key] = print.number;
    set(slot, State::only_b, content_of(print));
  }

  void note_a(const dump::Entry& entry, const Print& print) {
    const auto [slot, is_new] = keys_.insert(print.key);
    if (is_new || state_of(slot) == State::only_a) {
      dump::Entry key;
      key.key = entry.key;
      return set(slot, State::only_a, removed_.keep(print.key, 0, key));
    }
    const std::uint64_t in_b = content_in_b(slot);
    if (in_b == content_of(print)) return set(slot, State::same, in_b);
    dump::Entry rest = entry;
    rest.key = {};
    set(slot, State::differs, changed_.keep(print.key, in_b, rest));
  }

  std::uint64_t content_in_b(const KeyTable::Slot& slot) {
    if (state_of(slot) != State::differs) return content_of(slot);
    changed_.flush();  // `a` has the key twice
    return reader_.at(changed_, content_of(slot)).head.content;
  }

  void tell_removed() {
    constexpr std::size_t enough = 65536;
    std::string text;
    DiffTeller teller;
    for (std::uint64_t place = 0; place != removed_.end();) {
      const Kept::Reader::Found found = reader_of_removed_.at(removed_, place);
      const KeyTable::Slot* slot = keys_.find(found.head.hash);
      if (content_of(*slot) == place) {
        ++totals_.removed;
        text_.write(teller.alone(Change::removed, found.entry), text);
      }
      place += found.head.size();
      if (text.size() < enough && place != removed_.end()) continue;
      text_.put(text);
      text.clear();
    }
  }

  /// What a batch of `b` has to tell.
  struct Told {
    Fingerprinter fingerprinter;
    std::vector<Hash128> keys;
    Kept::Reader reader;
    DiffTeller teller;
    DiffTotals totals;
    std::string text;
  };

  void tell_others(const io::Rereadable& b) {
    for_each_batch<Told>(
        b, options_, [this](const dump::Batch& batch, Told& told) { look(batch, told); },
        [this](const dump::Batch&, const Told& told) {
          totals_.same += told.totals.same;
          totals_.added += told.totals.added;
          totals_.value += told.totals.value;
          totals_.lifetime += told.totals.lifetime;
          if (!told.text.empty()) text_.put(told.text);
          left_ -= told.totals.same + told.totals.added + told.totals.value + told.totals.lifetime;
          return left_ != 0;
        });
  }

  /// Any thread: nothing is changed but `told`.
  void look(const dump::Batch& batch, Told& told) const {
    told.keys.clear();
    told.totals = {};
    told.text.clear();
    for (const dump::Entry& entry : batch.entries)
      told.keys.push_back(told.fingerprinter.key_of(entry, options_));
    for (std::size_t i = 0; i < told.keys.size(); ++i) {
      if (i + kAhead < told.keys.size()) keys_.prefetch(told.keys[i + kAhead]);
      const KeyTable::Slot* slot = keys_.find(told.keys[i]);
      if (slot == nullptr || state_of(*slot) == State::same) continue;
      if (is_last(told.keys[i], batch.entries[i])) tell(*slot, batch.entries[i], told);
    }
  }

  bool is_last(const Hash128& key, const dump::Entry& entry) const {
    if (repeats_b_.empty()) return true;
    const auto last = repeats_b_.find(key);
    return last == repeats_b_.end() || last->second == entry.number;
  }

  void tell(const KeyTable::Slot& slot, const dump::Entry& entry, Told& told) const {
    if (state_of(slot) == State::only_b) {
      ++told.totals.added;
      return text_.write(told.teller.alone(Change::added, entry), told.text);
    }
    const dump::Entry before = told.reader.at(changed_, content_of(slot)).entry;
    const auto difference = told.teller.changed(before, entry, options_.times);
    if (!difference) {
      ++told.totals.same;
      return;
    }
    ++(difference->change == Change::value ? told.totals.value : told.totals.lifetime);
    text_.write(*difference, told.text);
  }

  static constexpr std::size_t kAhead = 8;  ///< entries, whose keys are asked for before they are needed

  const DiffOptions& options_;
  const DiffText& text_;
  DiffTotals totals_;
  std::uint64_t left_ = 0;  ///< keys of `b` that are not known to be the same
  KeyTable keys_;
  absl::flat_hash_map<Hash128, std::uint64_t, HashOfKey>
      repeats_b_;  ///< the number of the last entry of a key that `b` has more than once
  Kept removed_;   ///< their keys
  Kept changed_;   ///< as they are in `a`, without keys
  Kept::Reader reader_;
  Kept::Reader reader_of_removed_;
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
                const DiffText& text) {
  return Diff(options, text).run(a, b);
}

}  // namespace cxdump::ops
