#include "io/deflate_codes.hpp"

#include <algorithm>
#include <utility>

namespace cxdump::io {
namespace {

constexpr std::size_t kMostSymbols = 288;
constexpr std::size_t kMostLength = 32;  // before it is limited: counts sum up to under 2^31

struct Leaf {
  std::uint32_t count;
  std::uint16_t symbol;
};

using LengthCounts = std::array<std::uint32_t, kMostLength + 1>;

/// How many leaves get which length: two queues, the leaves and the joined, each in ascending order.
/// Requires: leaves in ascending order, two at least.
LengthCounts tree_depths(std::span<const Leaf> leaves) {
  std::array<std::uint32_t, 2 * kMostSymbols> weight;
  std::array<std::uint16_t, 2 * kMostSymbols> parent;
  const std::size_t count = leaves.size();
  const std::size_t root = 2 * count - 2;
  for (std::size_t i = 0; i < count; ++i) weight[i] = leaves[i].count;
  std::size_t leaf = 0;
  std::size_t joined = count;
  for (std::size_t next = count; next <= root; ++next) {
    weight[next] = 0;
    for (int child = 0; child < 2; ++child) {
      const bool is_leaf = joined == next || (leaf < count && weight[leaf] <= weight[joined]);
      const std::size_t least = is_leaf ? leaf++ : joined++;
      weight[next] += weight[least];
      parent[least] = static_cast<std::uint16_t>(next);
    }
  }
  LengthCounts depths{};
  std::array<std::uint8_t, 2 * kMostSymbols> depth;
  depth[root] = 0;
  for (std::size_t i = root; i-- > 0;) {
    depth[i] = static_cast<std::uint8_t>(depth[parent[i]] + 1);
    if (i < count) ++depths[std::min<std::size_t>(depth[i], kMostLength)];
  }
  return depths;
}

/// Makes longer codes as short as the longest that may be, and shorter ones longer until all find room.
void limit(LengthCounts& lengths, std::size_t most) {
  for (std::size_t length = most + 1; length < lengths.size(); ++length) {
    lengths[most] += std::exchange(lengths[length], 0);
  }
  std::uint64_t used = 0;
  for (std::size_t length = 1; length <= most; ++length) {
    used += std::uint64_t{lengths[length]} << (most - length);
  }
  for (; used > std::uint64_t{1} << most; --used) {
    std::size_t length = most - 1;
    while (lengths[length] == 0) --length;
    --lengths[most];
    --lengths[length];
    lengths[length + 1] += 2;
  }
}

}  // namespace

void huffman_lengths(std::span<const std::uint32_t> counts, std::size_t most_length,
                     std::span<std::uint8_t> lengths) {
  std::array<Leaf, kMostSymbols> leaves;
  std::size_t count = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    lengths[i] = 0;
    if (counts[i] != 0) leaves[count++] = {counts[i], static_cast<std::uint16_t>(i)};
  }
  for (std::size_t i = 0; count < 2; ++i) {  // at the lowest places, where they are cheapest to tell
    if (counts[i] == 0) leaves[count++] = {1, static_cast<std::uint16_t>(i)};
  }
  const std::span<Leaf> used(leaves.data(), count);
  std::sort(used.begin(), used.end(), [](const Leaf& a, const Leaf& b) {
    return std::pair(a.count, a.symbol) < std::pair(b.count, b.symbol);
  });
  LengthCounts depths = tree_depths(used);
  limit(depths, most_length);
  std::size_t rarest = 0;
  for (std::size_t length = most_length; length > 0; --length) {
    for (std::uint32_t i = 0; i < depths[length]; ++i) {
      lengths[used[rarest++].symbol] = static_cast<std::uint8_t>(length);
    }
  }
}

void canonical_codes(std::span<const std::uint8_t> lengths, std::span<DeflateCode> codes) {
  std::array<std::uint32_t, 17> next{};
  for (const std::uint8_t length : lengths) ++next[length + 1U];
  next[1] = 0;  // those without a code
  for (std::size_t length = 1; length < next.size(); ++length) {
    next[length] = (next[length - 1] + next[length]) << 1;
  }
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    const std::uint8_t length = lengths[i];
    std::uint32_t reversed = 0;
    if (length != 0) {
      const std::uint32_t code = next[length]++;
      for (std::uint32_t bit = 0; bit < length; ++bit) reversed |= (code >> bit & 1) << (length - 1U - bit);
    }
    codes[i] = {static_cast<std::uint16_t>(reversed), length};
  }
}

}  // namespace cxdump::io
