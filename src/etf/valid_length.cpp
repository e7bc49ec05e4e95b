#include <algorithm>
#include <cstdint>

#include "cxdump/etf/validate.hpp"
#include "etf/plain_walk.hpp"

namespace cxdump::etf {
namespace {

struct AnyValid {
  static constexpr bool proper = false;
  static bool takes(const Head&, const std::uint8_t*, const std::uint8_t*) { return true; }
};

}  // namespace

std::size_t valid_length(Bytes bytes) {
  // The VM counts the terms still to come in 32 bits, and no term has more of them than bytes.
  PlainWalk<AnyValid> walk(bytes.first(std::min(bytes.size(), std::size_t{0xFFFF'FFFF})));
  return walk.step_over_term() ? static_cast<std::size_t>(walk.here() - bytes.data()) : 0;
}

}  // namespace cxdump::etf
