#include "ops/atoms.hpp"

#include <algorithm>
#include <utility>

#include "base/pipeline.hpp"
#include "etf/elixir_atom.hpp"
#include "ops/checked_batch.hpp"

namespace cxdump::ops {

void collect_atoms(dump::Decoder& decoder, int threads, AtomCollector& total) {
  struct Slot {
    CheckedBatch in;
    AtomCollector atoms;
  };
  const dump::Selection all({});
  const auto work = [&](Slot& slot) {
    slot.in.check_and_select(all);
    slot.atoms.clear();
    for (const dump::Entry& entry : slot.in.batch.entries) slot.atoms.add_all(entry, entry.number);
  };
  const auto consume = [&](Slot& slot) {
    slot.in.rethrow_failure_after([&] { total.merge(slot.atoms); });
    return true;
  };
  run_ordered<Slot>(
      threads, [&] { decoder.read_ahead(); },
      [&](Slot& slot) {
        if (!slot.in.refill(decoder)) return Produced::end;
        return slot.in.is_large() ? Produced::alone : Produced::batch;
      },
      work, consume,
      [&](Slot& slot) {
        work(slot);
        return consume(slot);
      });
}

std::vector<CountedAtom> sorted_atoms(const AtomUses& uses) {
  std::vector<CountedAtom> atoms;
  atoms.reserve(uses.size());
  for (const auto& [name, use] : uses) {
    CountedAtom atom{name, "", use.count, use.first_key};
    etf::append_elixir_atom(name, atom.printed);
    atoms.push_back(std::move(atom));
  }
  std::sort(atoms.begin(), atoms.end(), [](const CountedAtom& a, const CountedAtom& b) {
    return a.count != b.count ? a.count > b.count : a.name < b.name;
  });
  return atoms;
}

}  // namespace cxdump::ops
