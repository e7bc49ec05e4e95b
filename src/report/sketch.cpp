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

std::vector<Sketch::Range> Sketch::split(std::uint64_t parts) const {
  std::vector<Range> ranges;
  if (count_ == 0) return ranges;
  const auto width_at = [parts](std::uint64_t value) {
    return std::max<std::uint64_t>(std::bit_floor(value) / parts, 1);
  };
  std::uint64_t from = least_ - least_ % width_at(least_);
  std::size_t bucket = bucket_of(from);
  const std::size_t last = bucket_of(greatest_);
  while (bucket <= last) {
    Range range{from, from + (width_at(from) - 1), 0};
    for (; bucket <= last && bucket_start(bucket) <= range.to; ++bucket) range.count += counts_[bucket];
    ranges.push_back(range);
    from = range.to + 1;
  }
  return ranges;
}

std::vector<Sketch::Range> Sketch::ranges(std::size_t most) const {
  for (std::uint64_t parts = kPerPower; parts > 1; parts /= 2) {
    std::vector<Range> ranges = split(parts);
    if (ranges.size() <= most) return ranges;
  }
  return split(1);
}

}  // namespace cxdump::report
