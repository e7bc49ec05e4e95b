#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cxdump/dump/codec.hpp"
#include "ops/survey.hpp"

namespace cxdump::ops {

/// An atom of some dumps.
struct CountedAtom {
  std::string name;     ///< UTF-8
  std::string printed;  ///< in Elixir's form
  std::uint64_t count = 0;
  std::string first_key;  ///< of the first entry that holds it, in Elixir's form
};

/// Adds the atoms of all entries that `decoder` gives, on all threads. Memory: that of the different atoms.
/// Throws: what the decoder throws, and DamagedDump for an entry that is not valid, after all before it were
/// counted.
void collect_atoms(dump::Decoder& decoder, int threads, AtomCollector& total);

/// The most frequent first, those of equal count by name.
std::vector<CountedAtom> sorted_atoms(const AtomUses& uses);

}  // namespace cxdump::ops
