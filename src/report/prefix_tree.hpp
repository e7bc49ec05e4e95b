#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "report/prefix.hpp"

namespace cxdump::report {

/// How many entries and bytes the keys of each prefix hold.
///
/// Memory: at most kMost prefixes. When there are more, all are kept in less detail (coarsen): what is there
/// in the end is the exact count at the finest level that fits, whatever the order of entries and however
/// they were split.
class PrefixTree {
 public:
  struct Group {
    Prefix prefix;
    std::uint64_t entries;
    std::uint64_t bytes;
  };
  static constexpr std::size_t kMost = 2048;

  void add(Bytes key, std::uint64_t bytes);
  void merge(const PrefixTree& other);
  void clear();

  /// The `limit` groups of two entries or more that hold the most bytes, from the largest on.
  std::vector<Group> top(std::size_t limit) const;

 private:
  struct Sum {
    std::uint64_t entries = 0;
    std::uint64_t bytes = 0;
  };
  struct Hash {
    std::size_t operator()(const Prefix& prefix) const;
  };
  using Sums = absl::flat_hash_map<Prefix, Sum, Hash>;

  void count(const Prefix& prefix, const Sum& sum);
  void coarsen_to(int level);

  Sums sums_;
  int level_ = 0;
};

}  // namespace cxdump::report
