#include "json/base64.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "cxdump/base/endian.hpp"

namespace cxdump::json {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kForeign = 0xFF;
constexpr char kPadding = '=';

constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kForeign);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<std::uint8_t>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}
constexpr std::array<std::uint8_t, 256> kValues = make_values();

/// Twelve bits at a time: two characters for each.
constexpr std::array<std::array<char, 2>, 4096> make_pairs() {
  std::array<std::array<char, 2>, 4096> pairs{};
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = {kAlphabet[i >> 6], kAlphabet[i & 63]};
  return pairs;
}
constexpr std::array<std::array<char, 2>, 4096> kPairs = make_pairs();

char* write_group(std::uint32_t bits, char* out) {
  std::memcpy(out, kPairs[bits >> 12].data(), 2);
  std::memcpy(out + 2, kPairs[bits & 0xFFF].data(), 2);
  return out + 4;
}

char* write_base64(Bytes bytes, char* out) {
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3) {
    out = write_group(std::uint32_t{bytes[i]} << 16 | std::uint32_t{bytes[i + 1]} << 8 | bytes[i + 2], out);
  }
  const std::size_t rest = bytes.size() - i;
  if (rest == 0) return out;
  const std::uint32_t second = rest == 2 ? bytes[i + 1] : 0U;
  out = write_group(std::uint32_t{bytes[i]} << 16 | second << 8, out);
  std::fill(out - (3 - rest), out, kPadding);
  return out;
}

/// The three bytes of four characters that hold no padding; false when one is foreign.
bool decode_group(const char* group, std::uint8_t* out) {
  const auto value = [group](std::size_t i) { return kValues[static_cast<std::uint8_t>(group[i])]; };
  if ((value(0) | value(1) | value(2) | value(3)) == kForeign) return false;
  store_be24(out, static_cast<std::uint32_t>(value(0) << 18 | value(1) << 12 | value(2) << 6 | value(3)));
  return true;
}

/// Decodes the last group, which may be padded: how many bytes it holds; nothing when it is malformed.
std::optional<std::size_t> decode_last(const char* group, std::uint8_t* out) {
  const std::size_t padding = group[3] != kPadding ? 0 : group[2] != kPadding ? 1 : 2;
  std::array<char, 4> filled;
  std::copy_n(group, 4 - padding, filled.begin());
  std::fill(filled.end() - static_cast<std::ptrdiff_t>(padding), filled.end(), kAlphabet[0]);
  std::array<std::uint8_t, 3> bytes;
  if (!decode_group(filled.data(), bytes.data())) return std::nullopt;
  const std::size_t count = 3 - padding;
  if (std::any_of(bytes.begin() + static_cast<std::ptrdiff_t>(count), bytes.end(),
                  [](auto b) { return b != 0; })) {
    return std::nullopt;
  }
  std::copy_n(bytes.begin(), count, out);
  return count;
}

}  // namespace

void append_base64(Bytes bytes, TextBuffer& out) {
  constexpr std::size_t piece_size = std::size_t{3} << 14;  // a multiple of three: no padding in between
  while (!bytes.empty()) {
    const Bytes piece = bytes.first(std::min(bytes.size(), piece_size));
    out.commit(write_base64(piece, out.room((piece.size() + 2) / 3 * 4)));
    bytes = bytes.subspan(piece.size());
    if (!bytes.empty()) out.relieve();
  }
}

bool decode_base64(std::string_view text, std::vector<std::uint8_t>& out) {
  if (text.size() % 4 != 0) return false;
  if (text.empty()) return true;
  const std::size_t before = out.size();
  out.resize(before + text.size() / 4 * 3);
  std::uint8_t* p = out.data() + before;
  const std::size_t last = text.size() - 4;
  for (std::size_t i = 0; i < last; i += 4, p += 3) {
    if (!decode_group(&text[i], p)) return false;
  }
  const std::optional<std::size_t> count = decode_last(&text[last], p);
  if (!count) return false;
  out.resize(out.size() - (3 - *count));
  return true;
}

}  // namespace cxdump::json
