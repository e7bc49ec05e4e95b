#pragma once

#include <cstdint>
#include <string>

namespace cxdump {

// Milliseconds as people read them.

inline constexpr std::int64_t kSecond = 1000;
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kHour = 60 * kMinute;
inline constexpr std::int64_t kDay = 24 * kHour;
inline constexpr std::int64_t kYear = 365 * kDay;

/// "250 ms", "42 s", "3 min 20 s", "5 h 3 min", "4 d 12 h", "9.3 years".
std::string human_duration(std::int64_t milliseconds);

/// ISO 8601 in UTC, "2026-11-22T20:31:05.123Z"; outside the years 0 to 9999 the bare number of milliseconds.
std::string iso_time(std::int64_t milliseconds);

}  // namespace cxdump
