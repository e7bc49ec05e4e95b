#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "cxdump/dump/entry.hpp"
#include "cxdump/etf/describe.hpp"
#include "report/largest.hpp"
#include "report/life_spans.hpp"
#include "report/prefix_tree.hpp"
#include "report/sketch.hpp"
#include "report/unsafe_terms.hpp"

namespace cxdump::report {

/// How far to look into an entry.
enum class Depth : std::uint8_t {
  shallow,  ///< its size, its times, the types of key and value
  deep,     ///< every term in it: UnsafeTerms
};

struct StatsOptions {
  std::int64_t now = 0;  ///< milliseconds since the epoch: what expired is measured against
  std::size_t top = 10;  ///< how many of the largest to keep
  Depth depth = Depth::shallow;
};

/// The encoding of atoms in the first entry, which tells versions of OTP apart.
enum class AtomTag : std::uint8_t { none, latin1, utf8 };

/// The figures of a set of entries, in memory that does not grow with it.
///
/// A batch's figures are added up by a worker, and batches' figures merged: the result is that of adding all
/// entries to one Stats, however they were split and whatever the order of merging. No allocation an entry.
/// Threads: one Stats, one thread.
class Stats {
 public:
  /// Forgets everything; counts by `options` from now on.
  void reset(const StatsOptions& options);

  void add(const dump::Entry& entry);
  void merge(const Stats& other);

  std::uint64_t entries() const { return sizes.count(); }
  std::uint64_t live() const { return entries() - expired; }

  std::uint64_t expired = 0;      ///< touched + ttl < now, as Cachex's reads have it
  std::uint64_t without_ttl = 0;  ///< the ttl is nil
  std::uint64_t odd_times = 0;    ///< touched is no integer, or ttl neither nil nor an integer: a float or a
                                  ///< bignum counts as its value, anything else as never expiring
  std::optional<std::int64_t> oldest_touched;
  std::optional<std::int64_t> newest_touched;
  std::array<std::uint64_t, kLifeSpans.size()> remaining{};  ///< of live entries with a ttl

  Sketch sizes;  ///< bytes of entries, as they stand in the dump
  std::uint64_t entry_bytes = 0;
  std::uint64_t key_bytes = 0;
  std::uint64_t value_bytes = 0;
  std::array<std::uint64_t, etf::kTypes> key_types{};
  std::array<std::uint64_t, etf::kTypes> value_types{};

  Largest largest;
  PrefixTree prefixes;  ///< of keys
  UnsafeTerms unsafe;   ///< Depth::deep only
  AtomTag first_atom = AtomTag::none;

  const StatsOptions& options() const { return options_; }

 private:
  void add_times(const dump::Entry& entry);
  void touch(std::int64_t oldest, std::int64_t newest);

  StatsOptions options_;
};

}  // namespace cxdump::report
