#include "report/stats.hpp"

#include <algorithm>
#include <cmath>

#include "cxdump/dump/lifetime.hpp"
#include "cxdump/etf/cursor.hpp"

namespace cxdump::report {
namespace {

using dump::Millis;

std::size_t type_index(Bytes term) {
  etf::Head head;
  const bool read = etf::Cursor(term).next(head) == Status::ok;
  return static_cast<std::size_t>(read ? etf::type_of(head) : etf::Type::atom);
}

/// How the record's first atom, :entry, is written; a v2 record has none.
AtomTag atom_tag(Bytes record) {
  etf::Cursor cursor(record);
  etf::Head head;
  if (cursor.next(head) != Status::ok || cursor.next(head) != Status::ok || head.kind != etf::Kind::atom) {
    return AtomTag::none;
  }
  return etf::is_latin1(head.tag) ? AtomTag::latin1 : AtomTag::utf8;
}

std::optional<std::int64_t> as_integer(const Millis& millis) {
  switch (millis.form) {
    case Millis::Form::integer:
      return millis.exact;
    case Millis::Form::inexact:
      return static_cast<std::int64_t>(std::clamp(std::floor(millis.approximate), -9.2e18, 9.2e18));
    case Millis::Form::none:
    case Millis::Form::not_a_number:
      return std::nullopt;
  }
  return std::nullopt;
}

template <typename Counts>
void add_up(Counts& sum, const Counts& more) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += more[i];
}

}  // namespace

void Stats::reset(const StatsOptions& options) {
  options_ = options;
  expired = without_ttl = odd_times = entry_bytes = key_bytes = value_bytes = 0;
  oldest_touched = newest_touched = std::nullopt;
  remaining = {};
  key_types = {};
  value_types = {};
  sizes.clear();
  largest.reset(options.top);
  prefixes.clear();
  unsafe = {};
  first_atom = AtomTag::none;
}

void Stats::add(const dump::Entry& entry) {
  const std::uint64_t bytes = entry.record.size();
  sizes.add(bytes);
  entry_bytes += bytes;
  key_bytes += entry.key.size();
  value_bytes += entry.value.size();
  ++key_types[type_index(entry.key)];
  ++value_types[type_index(entry.value)];
  add_times(entry);
  largest.add(entry);
  prefixes.add(entry.key, bytes);
  if (entries() == 1) first_atom = atom_tag(entry.record);
  if (options_.depth == Depth::deep) unsafe.add(entry);
}

void Stats::add_times(const dump::Entry& entry) {
  const dump::Lifetime lifetime = dump::lifetime_of(entry);
  const Millis::Form ttl = lifetime.ttl.form;
  if (ttl == Millis::Form::none) ++without_ttl;
  if (lifetime.touched.form != Millis::Form::integer ||
      (ttl != Millis::Form::integer && ttl != Millis::Form::none)) {
    ++odd_times;
  }
  if (const auto touched = as_integer(lifetime.touched)) touch(*touched, *touched);
  const std::optional<std::int64_t> left = dump::remaining(lifetime, options_.now);
  if (!left) return;
  if (*left < 0) {
    ++expired;
  } else {
    ++remaining[life_span_of(*left)];
  }
}

void Stats::touch(std::int64_t oldest, std::int64_t newest) {
  oldest_touched = std::min(oldest, oldest_touched.value_or(oldest));
  newest_touched = std::max(newest, newest_touched.value_or(newest));
}

void Stats::merge(const Stats& other) {
  if (entries() == 0) first_atom = other.first_atom;
  expired += other.expired;
  without_ttl += other.without_ttl;
  odd_times += other.odd_times;
  entry_bytes += other.entry_bytes;
  key_bytes += other.key_bytes;
  value_bytes += other.value_bytes;
  if (other.oldest_touched) touch(*other.oldest_touched, *other.newest_touched);
  add_up(remaining, other.remaining);
  add_up(key_types, other.key_types);
  add_up(value_types, other.value_types);
  sizes.merge(other.sizes);
  largest.merge(other.largest);
  prefixes.merge(other.prefixes);
  unsafe.merge(other.unsafe);
}

}  // namespace cxdump::report
