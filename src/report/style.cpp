#include "report/style.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace cxdump::report {
namespace {

std::string_view code(Style::Ink ink) {
  switch (ink) {
    case Style::Ink::heading:
      return "\x1b[1m";
    case Style::Ink::label:
      return "\x1b[36m";
    case Style::Ink::number:
      return "\x1b[1m";
    case Style::Ink::good:
      return "\x1b[32m";
    case Style::Ink::bad:
      return "\x1b[33m";
    case Style::Ink::wrong:
      return "\x1b[31m";
    case Style::Ink::faint:
      return "\x1b[2m";
    case Style::Ink::bar:
      return "\x1b[34m";
  }
  return "";
}

}  // namespace

std::string Style::paint(Ink ink, std::string_view text) const {
  if (!colored() || text.empty()) return std::string(text);
  std::string painted(code(ink));
  painted += text;
  painted += "\x1b[0m";
  return painted;
}

std::string bar(std::uint64_t part, std::uint64_t whole, std::size_t width) {
  constexpr std::array<const char*, 8> eighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (part == 0 || whole == 0) return std::string(width, ' ');
  const double share = static_cast<double>(part) / static_cast<double>(whole);
  const auto length = static_cast<std::size_t>(std::lround(share * static_cast<double>(8 * width)));
  const std::size_t units = std::clamp<std::size_t>(length, 1, 8 * width);
  std::string result;
  for (std::size_t i = 0; i < units / 8; ++i) result += "█";
  result += eighths[units % 8];
  result.append(width - (units + 7) / 8, ' ');
  return result;
}

}  // namespace cxdump::report
