#include "report/sketch.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace cxdump::report {

std::uint64_t Sketch::bucket_start(std::size_t bucket) {
  if (bucket < 2 * kPerPower) return bucket;
  const std::size_t shift = bucket / kPerPower - 1;
  return static_cast<std::uint64_t>(bucket - shift * kPerPower) << shift;
}

std::uint64_t Sketch::bucket_middle(std::size_t bucket) {
  if (bucket < 2 * kPerPower) return bucket;
  const std::size_t shift = bucket / kPerPower - 1;
  return bucket_start(bucket) + (std::uint64_t{1} << shift) / 2;
}

// Only the buckets in use are looked at: a batch of entries fills few of them.
void Sketch::merge(const Sketch& other) {
  if (other.count_ == 0) return;
  const std::size_t last = bucket_of(other.greatest_);
  for (std::size_t i = bucket_of(other.least_); i <= last; ++i) counts_[i] += other.counts_[i];
  count_ += other.count_;
  least_ = std::min(least_, other.least_);
  greatest_ = std::max(greatest_, other.greatest_);
}

void Sketch::clear() {
  if (count_ == 0) return;
  const std::size_t first = bucket_of(least_);
  std::fill_n(counts_.begin() + static_cast<std::ptrdiff_t>(first), bucket_of(greatest_) - first + 1, 0);
  count_ = 0;
  least_ = UINT64_MAX;
  greatest_ = 0;
}

std::uint64_t Sketch::quantile(double q) const {
  if (count_ == 0) return 0;
  const auto rank = static_cast<std::uint64_t>(std::ceil(q * static_cast<double>(count_)));
  std::uint64_t seen = 0;
  const std::size_t last = bucket_of(greatest_);
  for (std::size_t i = bucket_of(least_); i <= last; ++i) {
    seen += counts_[i];
    if (seen >= rank && seen != 0) return std::clamp(bucket_middle(i), least_, greatest_);
  }
  return greatest_;
}

std::vector<Sketch::Range> Sketch::by_power_of_two() const {
  std::vector<Range> ranges;
  if (count_ == 0) return ranges;
  std::uint64_t from = std::bit_floor(least_);
  std::size_t bucket = bucket_of(from);
  const std::size_t last = bucket_of(greatest_);
  while (bucket <= last) {
    const std::uint64_t to = from == 0 ? 0 : from + (from - 1);
    Range range{from, to, 0};
    for (; bucket <= last && bucket_start(bucket) <= to; ++bucket) range.count += counts_[bucket];
    ranges.push_back(range);
    from = to + 1;
  }
  return ranges;
}

}  // namespace cxdump::report
