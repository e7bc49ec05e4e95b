#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "cxdump/dump/codec.hpp"
#include "cxdump/io/spool.hpp"

namespace cxdump::ops {

enum class Change : std::uint8_t { removed, added, value, lifetime };

/// "removed", "added", "value", "lifetime".
std::string_view name(Change change);

/// The terms of an entry's times. Valid until: the Difference has been written.
struct TimeTerms {
  Bytes touched;
  Bytes ttl;
};

/// One key that the dumps do not agree about.
struct Difference {
  Change change = Change::value;
  std::string key;   ///< in Elixir's form
  std::string path;  ///< value: where it first differs, as TermDifference::path; empty: as a whole
  std::string
      a;  ///< what stands there, in Elixir's form, long ones cut; lifetime: touched and ttl. Empty: nothing
  std::string b;
  TimeTerms times_a = {};  ///< lifetime
  TimeTerms times_b = {};
};

enum class Times : std::uint8_t { compare, ignore };

struct DiffOptions {
  dump::DecodeOptions decode;
  Times times = Times::compare;
  std::uint64_t seed = 0;  ///< of hashes
  int threads = 1;
};

struct DiffTotals {
  std::uint64_t same = 0;
  std::uint64_t removed = 0;
  std::uint64_t added = 0;
  std::uint64_t value = 0;
  std::uint64_t lifetime = 0;
  bool differ() const { return removed + added + value + lifetime != 0; }
};

/// What becomes of differences.
struct DiffText {
  std::function<void(const Difference&, std::string&)> write;  ///< appends one; any thread, several at once
  std::function<void(std::string_view)> put;                   ///< gets what was written, in order
};

/// Compares two dumps by key: a key that a dump has twice counts with its last entry, as it does when it is
/// loaded. Container, order, compression and encodings make no difference. A difference in value or lifetime
/// is overlooked with a probability of 1 in 2^46, or less.
///
/// Tells of what only `a` has, in its order, and then of the rest, in the order of `b`. Reads `b`, then `a`,
/// and `b` once more up to the last difference; what stands in `a` as other bytes is kept in an unnamed file.
/// Memory: 24 bytes a key. Throws: Error `damaged`, `system`, with the name of the file; what `put` throws.
DiffTotals diff(const io::Rereadable& a, const io::Rereadable& b, const DiffOptions& options,
                const DiffText& text);

/// Only the numbers: reads each once, in memory that does not grow with them (KeyedRecords).
DiffTotals count_differences(const io::Rereadable& a, const io::Rereadable& b, const DiffOptions& options);

}  // namespace cxdump::ops
