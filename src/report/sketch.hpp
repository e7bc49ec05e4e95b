#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace cxdump::report {

/// How a set of sizes is spread: a log-linear histogram. Exact below 128 and in count, least and greatest; a
/// quantile above that is off by at most 1/128. Merging is adding up, so the order of entries and how they
/// were split between sketches leave no trace.
class Sketch {
 public:
  /// How many values lie in [from, to].
  struct Range {
    std::uint64_t from;
    std::uint64_t to;
    std::uint64_t count;
  };

  void add(std::uint64_t value) {
    ++counts_[bucket_of(value)];
    ++count_;
    if (value < least_) least_ = value;
    if (value > greatest_) greatest_ = value;
  }
  void merge(const Sketch& other);
  void clear();

  std::uint64_t count() const { return count_; }
  std::uint64_t greatest() const { return greatest_; }

  /// The value that a share of `q` (0 to 1) of all values does not exceed; 0 when there are none.
  std::uint64_t quantile(double q) const;

  /// Exact counts between powers of two, from the least value's to the greatest's, empty ranges between
  /// included.
  std::vector<Range> by_power_of_two() const { return split(1); }

  /// As above, each power of two in as many equal parts (2, 4, … 64) as keeps it to `most` ranges.
  std::vector<Range> ranges(std::size_t most) const;

 private:
  // 64 buckets to each power of two: a bucket's middle is within 1/128 of all its values.
  static constexpr unsigned kBits = 6;
  static constexpr std::size_t kPerPower = std::size_t{1} << kBits;
  static constexpr std::size_t kBuckets = (64 - kBits + 1) * kPerPower;

  static std::size_t bucket_of(std::uint64_t value) {
    if (value < 2 * kPerPower) return static_cast<std::size_t>(value);
    const unsigned power = 63U - static_cast<unsigned>(__builtin_clzll(value));
    return (power - kBits) * kPerPower + static_cast<std::size_t>(value >> (power - kBits));
  }
  std::vector<Range> split(std::uint64_t parts) const;
  static std::uint64_t bucket_start(std::size_t bucket);
  static std::uint64_t bucket_middle(std::size_t bucket);

  std::array<std::uint64_t, kBuckets> counts_{};
  std::uint64_t count_ = 0;
  std::uint64_t least_ = UINT64_MAX;
  std::uint64_t greatest_ = 0;
};

}  // namespace cxdump::report
