#include <array>

#include "ops/diff_pass.hpp"
#include "ops/keyed_records.hpp"

namespace cxdump::ops {
namespace {

/// The last entry of a key on each side.
struct Sides {
  std::array<std::uint64_t, 2> value{};
  std::array<std::uint64_t, 2> times{};
  std::array<bool, 2> has{};
};

void count(const Sides& sides, DiffTotals& totals) {
  if (!sides.has[1]) {
    ++totals.removed;
  } else if (!sides.has[0]) {
    ++totals.added;
  } else if (sides.value[0] != sides.value[1]) {
    ++totals.value;
  } else if (sides.times[0] != sides.times[1]) {
    ++totals.lifetime;
  } else {
    ++totals.same;
  }
}

}  // namespace

DiffTotals count_differences(const io::Rereadable& a, const io::Rereadable& b, const DiffOptions& options) {
  KeyedRecords records;
  const auto gather = [&](const io::Rereadable& input, unsigned side) {
    for_each_print(input, options, Hashed::canonical,
                   [&, side](const dump::Batch&, std::span<const Print> prints) {
                     for (const Print& print : prints)
                       records.add(print.key, print.value & KeyTable::kNoteMask, print.times << 1 | side);
                   });
  };
  gather(a, 0);
  gather(b, 1);
  DiffTotals totals;
  records.resolve<Sides>(
      [](Sides& sides, bool, const KeyedRecords::Record& record) {
        const std::size_t side = record.more & 1;
        sides.value[side] = record.note();
        sides.times[side] = record.more >> 1;
        sides.has[side] = true;
      },
      [&](const Sides& sides) { count(sides, totals); });
  return totals;
}

}  // namespace cxdump::ops
