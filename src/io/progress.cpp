#include "cxdump/io/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace cxdump::io {
namespace {

constexpr std::size_t kLeastBar = 10;
constexpr double kMostSeconds = 100.0 * 3600;

std::string size_text(double bytes) {
  static constexpr std::array<const char*, 5> units = {"B", "KiB", "MiB", "GiB", "TiB"};
  std::size_t unit = 0;
  for (; bytes >= 1000 && unit + 1 < units.size(); ++unit) bytes /= 1024;
  return fmt::format("{:.{}f} {}", bytes, unit == 0 ? 0 : 1, units[unit]);
}

std::string time_text(double seconds) {
  const auto whole = static_cast<long>(std::ceil(std::clamp(seconds, 0.0, kMostSeconds)));
  if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string bar(double part, std::size_t width) {
  const auto filled = static_cast<std::size_t>(part * static_cast<double>(width));
  return fmt::format("[{}{}]", std::string(filled, '#'), std::string(width - filled, '.'));
}

}  // namespace

std::string progress_line(const ProgressMoment& moment, std::size_t width) {
  const auto done = static_cast<double>(moment.done);
  const double rate = moment.seconds > 0 ? done / moment.seconds : 0;
  std::string line = fmt::format("{}  {}/s", size_text(done), size_text(rate));
  if (!moment.total) {
    line += "  " + time_text(moment.seconds);
    return line.size() <= width ? line : std::string();
  }
  const auto total = static_cast<double>(std::max<std::uint64_t>(*moment.total, 1));
  const double part = std::clamp(done / total, 0.0, 1.0);
  line = fmt::format("{:3.0f}%  {}", std::floor(part * 100), line);
  if (rate > 0) line += fmt::format("  {} left", time_text(std::max(total - done, 0.0) / rate));
  if (line.size() > width) return {};
  constexpr std::size_t kAround = 4;  // brackets, a space on either side
  if (line.size() + kAround + kLeastBar > width) return line;
  return fmt::format("{}  {}", bar(part, std::min<std::size_t>(width - line.size() - kAround, 40)), line);
}

}  // namespace cxdump::io
