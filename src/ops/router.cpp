#include "ops/router.hpp"

#include <algorithm>

#include "cxdump/etf/phash2.hpp"

namespace cxdump::ops {
namespace {

/// Lamping and Veach, "A Fast, Minimal Memory, Consistent Hash Algorithm", as the library jumper has it,
/// which Cachex uses.
std::uint32_t jump(std::uint64_t key, std::uint32_t slots) {
  constexpr std::uint64_t multiplier = 2862933555777941757;
  std::int64_t slot = -1;
  std::int64_t next = 0;
  while (next < slots) {
    slot = next;
    key = key * multiplier + 1;
    next = static_cast<std::int64_t>(
        static_cast<double>(slot + 1) *
        (static_cast<double>(std::int64_t{1} << 31) / static_cast<double>((key >> 33) + 1)));
  }
  return static_cast<std::uint32_t>(slot);
}

}  // namespace

std::uint32_t route(Bytes key, std::uint32_t nodes, Routing routing) {
  const std::uint32_t hash = etf::phash2(key);
  switch (routing) {
    case Routing::jump:
      return jump(hash, nodes);
    case Routing::mod:
      return hash % nodes;
  }
  return 0;
}

std::vector<std::string> sorted_nodes(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace cxdump::ops
