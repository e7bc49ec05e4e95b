#include "base/human_time.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

namespace cxdump {

std::string human_duration(std::int64_t milliseconds) {
  const std::int64_t ms = milliseconds == INT64_MIN ? INT64_MAX : std::abs(milliseconds);
  const auto two = [ms](std::int64_t large, const char* large_name, std::int64_t small,
                        const char* small_name) {
    const std::int64_t rest = ms % large / small;
    if (rest == 0) return fmt::format("{} {}", ms / large, large_name);
    return fmt::format("{} {} {} {}", ms / large, large_name, rest, small_name);
  };
  if (ms < kSecond) return fmt::format("{} ms", ms);
  if (ms < kMinute) return fmt::format("{} s", ms / kSecond);
  if (ms < kHour) return two(kMinute, "min", kSecond, "s");
  if (ms < kDay) return two(kHour, "h", kMinute, "min");
  if (ms < kYear) return two(kDay, "d", kHour, "h");
  return fmt::format("{:.1f} years", static_cast<double>(ms) / static_cast<double>(kYear));
}

std::string iso_time(std::int64_t milliseconds) {
  constexpr std::int64_t year_0 = -62'167'219'200'000;
  constexpr std::int64_t year_10000 = 253'402'300'800'000;
  if (milliseconds < year_0 || milliseconds >= year_10000) return std::to_string(milliseconds);
  using namespace std::chrono;
  const sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(milliseconds)};
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

}  // namespace cxdump
