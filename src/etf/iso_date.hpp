#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace cxdump::etf {

/// Whether the Gregorian calendar, carried back before its time, has this day (Calendar.ISO).
inline bool is_iso_date(std::int64_t year, std::int64_t month, std::int64_t day) {
  constexpr std::array<std::int64_t, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day <= (month == 2 && is_leap ? 29 : days[static_cast<std::size_t>(month - 1)]);
}

}  // namespace cxdump::etf
