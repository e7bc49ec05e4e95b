#include "report/html_histogram.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/human.hpp"

namespace cxdump::report::html {
namespace {

constexpr double kWidth = 960;   // of many columns
constexpr double kHeight = 150;  // of the highest column
constexpr double kTop = 18;      // for the count above it
constexpr double kFeet = 22;     // for the sizes below
constexpr double kWidestColumn = 90;
constexpr double kSmallest = 0.75;  // how far a narrow window shrinks it before it scrolls
constexpr std::size_t kMostLabels = 14;
constexpr double kDigit = 6.5;  // the width of one, in the font of the page

std::string column(const Sketch::Range& range, double x, double width, double height) {
  const double y = kTop + kHeight - height;
  return fmt::format(
      "<g><title>{} to {} bytes: {} entries</title>"
      "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"2\"/></g>\n",
      with_commas(range.from), with_commas(range.to), with_commas(range.count), x, y, width, height);
}

std::string text(double x, double y, const std::string& words) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", x, y, words);
}

}  // namespace

std::string histogram(const std::vector<Sketch::Range>& ranges) {
  std::uint64_t most = 1;
  for (const Sketch::Range& range : ranges) most = std::max(most, range.count);
  const double step = std::min(kWidth / static_cast<double>(ranges.size()), kWidestColumn);
  const double width = step * static_cast<double>(ranges.size());
  const std::size_t every = (ranges.size() + kMostLabels - 1) / kMostLabels;
  std::string svg = fmt::format(
      "<div class=\"chart\"><svg viewBox=\"0 0 {0:.0f} {1}\" "
      "style=\"max-width:{0:.0f}px;min-width:{2:.0f}px\" "
      "role=\"img\" aria-label=\"Entries by size\">\n",
      width, kTop + kHeight + kFeet, kSmallest * width);
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const Sketch::Range& range = ranges[i];
    const double x = step * static_cast<double>(i);
    const double share = static_cast<double>(range.count) / static_cast<double>(most);
    const double height = range.count == 0 ? 0 : std::max(1.5, share * kHeight);
    svg += column(range, x + step * 0.08, step * 0.84, height);
    if (i % every == 0) svg += text(x + step / 2, kTop + kHeight + 16, human_bytes(range.from));
    const std::string count = with_commas(range.count);
    const bool fits = kDigit * static_cast<double>(count.size()) <= step;
    if (range.count != 0 && (fits || i % every == 0 || range.count == most))
      svg += text(x + step / 2, kTop + kHeight - height - 5, count);
  }
  svg += fmt::format("<line x1=\"0\" x2=\"{:.0f}\" y1=\"{}\" y2=\"{}\"/>\n</svg></div>\n", width,
                     kTop + kHeight, kTop + kHeight);
  return svg;
}

}  // namespace cxdump::report::html
