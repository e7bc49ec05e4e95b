#include "etf/elixir_identifier.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "cxdump/base/utf8.hpp"
#include "etf/normal_form.hpp"

namespace cxdump::etf {
namespace {

enum Class : std::uint8_t { U, S, C };  // upper, start, continue; short for the table's sake

struct Range {
  std::uint32_t first;
  std::uint16_t count;
  Class kind;
  std::uint8_t scripts;
};
#include "etf/identifier_tables.inc"

constexpr std::uint64_t kEveryScript = 0xFFF'FFFF'FFFF;
constexpr std::uint64_t kLatin = 1;
// Latin with Japanese, with Han and Bopomofo, with Korean: what UTS 39 calls highly restrictive.
constexpr std::uint64_t kRestrictive[] = {1'048'577, 65'537, 67'108'865};

constexpr char32_t kMicro = 0xB5;  // allowed, and turned into a Greek mu: the one character that NFKC changes

bool is_lower(char32_t c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char32_t c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

template <typename Row, std::size_t Size>
const Row* find_row(const Row (&rows)[Size], char32_t c) {
  const Row* after = std::upper_bound(std::begin(rows), std::end(rows), c,
                                      [](char32_t code, const Row& row) { return code < row.first; });
  if (after == std::begin(rows)) return nullptr;
  const Row& row = *(after - 1);
  return c < row.first + row.count ? &row : nullptr;
}

std::uint64_t scripts_of(char32_t c) {
  if (is_lower(c) || is_upper(c)) return kLatin;
  const Range* range = c < 0x80 ? nullptr : find_row(kRanges, c);
  return range == nullptr ? kEveryScript : kScripts[range->scripts];
}

Initial initial_of(char32_t c) {
  if (is_lower(c) || c == '_' || c == kMicro) return Initial::lower;
  if (is_upper(c)) return Initial::upper;
  const Range* range = c < 0x80 ? nullptr : find_row(kRanges, c);
  if (range == nullptr || range->kind == C) return Initial::none;
  return range->kind == U ? Initial::upper_wide : Initial::lower;
}

bool may_continue(char32_t c) {
  if (c < 0x80) return is_lower(c) || is_upper(c) || is_digit(c) || c == '_' || c == '@';
  return c == kMicro || find_row(kRanges, c) != nullptr;
}

bool has_micro_sign(const std::vector<char32_t>& text) {
  return std::find(text.begin(), text.end(), kMicro) != text.end();
}

bool scripts_go_together(const std::vector<char32_t>& text) {
  std::uint64_t common = kEveryScript;
  for (const char32_t c : text) common &= scripts_of(c);
  if (common != 0) return true;
  return std::any_of(std::begin(kRestrictive), std::end(kRestrictive), [&](std::uint64_t allowed) {
    return std::all_of(text.begin(), text.end(), [&](char32_t c) { return (scripts_of(c) & allowed) != 0; });
  });
}

/// How many bytes from the start on are ASCII that may continue an identifier.
std::size_t ascii_run(Bytes text) {
  std::size_t length = 0;
  while (length < text.size() && text[length] < 0x80 && may_continue(text[length])) ++length;
  return length;
}

}  // namespace

Identifier scan_identifier(Bytes text) {
  Identifier result;
  const Utf8Char head = decode_utf8(text);
  if (head.length == 0) return result;
  result.initial = initial_of(head.code);
  if (result.initial == Initial::none) return result;

  std::size_t length = head.length == 1 ? ascii_run(text) : head.length;
  Utf8Char next = decode_utf8(text.subspan(length));
  if (head.length > 1 || (next.length > 1 && may_continue(next.code))) {
    std::vector<char32_t> characters(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(length));
    if (head.length > 1) characters.assign(1, head.code);
    for (; next.length != 0 && may_continue(next.code); next = decode_utf8(text.subspan(length))) {
      characters.push_back(next.code);
      length += next.length;
    }
    result.is_normal = !has_micro_sign(characters) && is_in_nfc(characters);
    result.is_one_script = scripts_go_together(characters);
  }
  const Bytes name = text.first(length);
  result.has_at = std::find(name.begin(), name.end(), '@') != name.end();
  if (length < text.size() && (text[length] == '?' || text[length] == '!')) ++length;
  result.length = length;
  return result;
}

}  // namespace cxdump::etf
