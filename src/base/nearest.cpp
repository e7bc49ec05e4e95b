#include "base/nearest.hpp"

#include <algorithm>
#include <cstddef>

#include "cxdump/base/distance.hpp"

namespace cxdump {
std::string nearest(std::string_view typed, const std::vector<std::string_view>& names) {
  constexpr std::size_t longest = 40;
  if (typed.size() > longest) return {};
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, typed.size() / 3) + 1;
  for (const std::string_view name : names) {
    const std::size_t d = name.starts_with(typed) && typed.size() > 1 ? 1 : edit_distance(typed, name);
    if (d < best_distance) {
      best = name;
      best_distance = d;
    }
  }
  return std::string(best);
}

}  // namespace cxdump
