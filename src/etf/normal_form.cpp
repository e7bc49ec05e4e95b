#include "etf/normal_form.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace cxdump::etf {
namespace {

struct Combining {
  std::uint32_t first;
  std::uint16_t count;
  std::uint8_t order;
};
#include "etf/normal_form_tables.inc"

using Text = std::vector<char32_t>;

/// A character's canonical combining class; 0 for those that do not combine.
std::uint8_t combining_order(char32_t c) {
  if (c < 0x300) return 0;
  const Combining* after =
      std::upper_bound(std::begin(kCombining), std::end(kCombining), c,
                       [](char32_t code, const Combining& run) { return code < run.first; });
  if (after == std::begin(kCombining)) return 0;
  const Combining& run = *(after - 1);
  return c < run.first + run.count ? run.order : 0;
}

/// What two characters compose to; 0: nothing. Of Hangul only that they do: U+AC00 stands for all syllables.
char32_t composite_of(char32_t first, char32_t second) {
  const std::uint64_t pair = std::uint64_t{first} << 24 | second;
  const auto* place = std::lower_bound(std::begin(kComposing), std::end(kComposing), pair);
  if (place != std::end(kComposing) && *place == pair) return kComposites[place - std::begin(kComposing)];
  const bool is_leading_jamo = first >= 0x1100 && first <= 0x1112;
  const bool is_open_syllable = first >= 0xAC00 && first <= 0xD7A3 && (first - 0xAC00) % 28 == 0;
  const bool composes = (is_leading_jamo && second >= 0x1161 && second <= 0x1175) ||
                        (is_open_syllable && second >= 0x11A8 && second <= 0x11C2);
  return composes ? 0xAC00 : 0;
}

void append_decomposed(char32_t c, Text& out) {
  Text marks;
  while (true) {
    const auto* place = std::find(std::begin(kComposites), std::end(kComposites), c);
    if (place == std::end(kComposites)) break;
    const std::uint64_t pair = kComposing[place - std::begin(kComposites)];
    marks.push_back(static_cast<char32_t>(pair & 0xFF'FFFF));
    c = static_cast<char32_t>(pair >> 24);
  }
  out.push_back(c);
  out.insert(out.end(), marks.rbegin(), marks.rend());
}

/// Puts the marks behind each starter in the order of their classes.
void order_marks(Text& text) {
  const auto is_starter = [](char32_t c) { return combining_order(c) == 0; };
  for (auto at = text.begin(); at != text.end();) {
    const auto marks = std::find_if_not(at, text.end(), is_starter);
    at = std::find_if(marks, text.end(), is_starter);
    std::stable_sort(marks, at,
                     [](char32_t a, char32_t b) { return combining_order(a) < combining_order(b); });
  }
}

Text composed(const Text& text) {
  Text out;
  std::size_t starter = 0;
  std::uint8_t last_order = 0;
  for (const char32_t c : text) {
    const std::uint8_t order = combining_order(c);
    const bool is_adjacent = !out.empty() && starter + 1 == out.size();
    const bool is_blocked = out.empty() || (!is_adjacent && last_order >= order);
    const char32_t composite = is_blocked ? 0 : composite_of(out[starter], c);
    if (composite != 0) {
      out[starter] = composite;
      continue;
    }
    if (order == 0) starter = out.size();
    last_order = order;
    out.push_back(c);
  }
  return out;
}

}  // namespace

bool is_in_nfc(const Text& text) {
  const bool has_marks =
      std::any_of(text.begin(), text.end(), [](char32_t c) { return combining_order(c) != 0; });
  if (!has_marks) {
    return std::adjacent_find(text.begin(), text.end(),
                              [](char32_t a, char32_t b) { return composite_of(a, b) != 0; }) == text.end();
  }
  Text decomposed;
  for (const char32_t c : text) append_decomposed(c, decomposed);
  order_marks(decomposed);
  return composed(decomposed) == text;
}

}  // namespace cxdump::etf
