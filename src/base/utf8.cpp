#include "cxdump/base/utf8.hpp"

namespace cxdump {

Utf8Char decode_utf8(Bytes bytes) {
  constexpr Utf8Char bad{0, 0};
  if (bytes.empty()) return bad;
  const std::uint8_t lead = bytes[0];
  if (lead < 0x80) return {lead, 1};
  const std::uint32_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() < length) return bad;
  char32_t code = lead & (0x7FU >> length);
  for (std::uint32_t i = 1; i < length; ++i) {
    if ((bytes[i] & 0xC0) != 0x80) return bad;
    code = code << 6 | (bytes[i] & 0x3FU);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code < 0xE000;
  if (overlong || surrogate || code > 0x10FFFF) return bad;
  return {code, length};
}

std::uint32_t encode_utf8(char32_t code, std::uint8_t* out) {
  const auto tail = [code](unsigned shift) {
    return static_cast<std::uint8_t>(0x80 | (code >> shift & 0x3F));
  };
  if (code < 0x80) {
    out[0] = static_cast<std::uint8_t>(code);
    return 1;
  }
  if (code < 0x800) {
    out[0] = static_cast<std::uint8_t>(0xC0 | code >> 6);
    out[1] = tail(0);
    return 2;
  }
  if (code < 0x10000) {
    out[0] = static_cast<std::uint8_t>(0xE0 | code >> 12);
    out[1] = tail(6);
    out[2] = tail(0);
    return 3;
  }
  out[0] = static_cast<std::uint8_t>(0xF0 | code >> 18);
  out[1] = tail(12);
  out[2] = tail(6);
  out[3] = tail(0);
  return 4;
}

std::size_t ascii_prefix(Bytes bytes) {
  std::size_t i = 0;
  constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
  for (; i + 8 <= bytes.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + i, 8);
    if (word & high_bits) break;
  }
  while (i < bytes.size() && bytes[i] < 0x80) ++i;
  return i;
}

bool valid_utf8(Bytes bytes) {
  while (true) {
    bytes = bytes.subspan(ascii_prefix(bytes));
    if (bytes.empty()) return true;
    const Utf8Char c = decode_utf8(bytes);
    if (c.length == 0) return false;
    bytes = bytes.subspan(c.length);
  }
}

}  // namespace cxdump
