#include "report/prefix_tree.hpp"

#include <algorithm>
#include <utility>

#include "cxdump/base/endian.hpp"

namespace cxdump::report {

std::size_t PrefixTree::Hash::operator()(const Prefix& prefix) const {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(&prefix);
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < sizeof prefix; i += 8) {
    hash = (hash ^ load_be64(bytes + i)) * 0x9E37'79B9'7F4A'7C15;
    hash ^= hash >> 32;
  }
  return hash;
}

void PrefixTree::add(Bytes key, std::uint64_t bytes) {
  const std::optional<Prefix> prefix = prefix_of(key);
  if (prefix) count(*prefix, {1, bytes});
}

void PrefixTree::count(const Prefix& prefix, const Sum& sum) {
  const std::optional<Prefix> kept = coarsen(prefix, level_);
  if (!kept) return;
  Sum& total = sums_[*kept];
  total.entries += sum.entries;
  total.bytes += sum.bytes;
  while (sums_.size() > kMost && level_ < kCoarsest) coarsen_to(level_ + 1);
}

void PrefixTree::coarsen_to(int level) {
  const Sums finer = std::exchange(sums_, Sums());
  level_ = level;
  for (const auto& [prefix, sum] : finer) count(prefix, sum);
}

void PrefixTree::merge(const PrefixTree& other) {
  if (other.level_ > level_) coarsen_to(other.level_);
  for (const auto& [prefix, sum] : other.sums_) count(prefix, sum);
}

void PrefixTree::clear() {
  sums_.clear();
  level_ = 0;
}

std::vector<PrefixTree::Group> PrefixTree::top(std::size_t limit) const {
  std::vector<Group> groups;
  for (const auto& [prefix, sum] : sums_) {
    if (sum.entries > 1) groups.push_back({prefix, sum.entries, sum.bytes});
  }
  std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
    if (a.bytes != b.bytes) return a.bytes > b.bytes;
    if (a.entries != b.entries) return a.entries > b.entries;
    return a.prefix.display() < b.prefix.display();
  });
  if (groups.size() > limit) groups.resize(limit);
  return groups;
}

}  // namespace cxdump::report
