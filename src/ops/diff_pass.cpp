#include "ops/diff_pass.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <vector>

namespace cxdump::ops {
namespace {

struct Prints {
  Fingerprinter fingerprinter;
  std::vector<Print> all;
};

}  // namespace

Print Fingerprinter::of(const dump::Entry& entry, const DiffOptions& options, Hashed hashed) {
  const auto hash = [&](Bytes term, std::uint64_t seed) {
    const Bytes bytes = hashed == Hashed::canonical ? canonical_.of(term) : term;
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
  };
  Print print{key_of(entry, options), hash(entry.value, options.seed), 0, entry.number};
  if (options.times == Times::compare) print.times = hash(entry.ttl, hash(entry.touched, options.seed));
  return print;
}

void for_each_print(const io::Rereadable& input, const DiffOptions& options, Hashed hashed,
                    const std::function<void(const dump::Batch&, std::span<const Print>)>& see) {
  for_each_batch<Prints>(
      input, options,
      [&](const dump::Batch& batch, Prints& prints) {
        prints.all.clear();
        for (const dump::Entry& entry : batch.entries)
          prints.all.push_back(prints.fingerprinter.of(entry, options, hashed));
      },
      [&see](const dump::Batch& batch, const Prints& prints) {
        see(batch, prints.all);
        return true;
      });
}

}  // namespace cxdump::ops
