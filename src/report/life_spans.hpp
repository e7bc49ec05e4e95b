#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/human_time.hpp"

namespace cxdump::report {

/// How long entries still have to live, in spans that people think in.
struct LifeSpan {
  std::int64_t up_to;  ///< milliseconds, not included
  std::string_view label;
};

inline constexpr std::array<LifeSpan, 9> kLifeSpans{{
    {kMinute, "under a minute"},
    {10 * kMinute, "under 10 minutes"},
    {kHour, "under an hour"},
    {6 * kHour, "under 6 hours"},
    {kDay, "under a day"},
    {7 * kDay, "under a week"},
    {30 * kDay, "under 30 days"},
    {kYear, "under a year"},
    {INT64_MAX, "a year or more"},
}};

/// The span that `remaining` milliseconds fall into. Requires: remaining >= 0.
inline std::size_t life_span_of(std::int64_t remaining) {
  std::size_t i = 0;
  while (i + 1 < kLifeSpans.size() && remaining >= kLifeSpans[i].up_to) ++i;
  return i;
}

}  // namespace cxdump::report
