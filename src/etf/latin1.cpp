#include "etf/latin1.hpp"

namespace cxdump::etf {

std::optional<std::size_t> utf8_to_latin1(Bytes utf8, MutableBytes out) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if (utf8[i] < 0x80) {
      out[length++] = utf8[i];
    } else if (utf8[i] <= 0xC3) {  // C2 and C3 lead U+0080 to U+00FF
      out[length++] = static_cast<std::uint8_t>(utf8[i] << 6 | (utf8[i + 1] & 0x3F));
      ++i;
    } else {
      return std::nullopt;
    }
  }
  return length;
}

std::size_t latin1_to_utf8(Bytes latin1, MutableBytes out) {
  std::size_t length = 0;
  for (const std::uint8_t c : latin1) {
    if (c < 0x80) {
      out[length++] = c;
    } else {
      out[length++] = static_cast<std::uint8_t>(0xC0 | c >> 6);
      out[length++] = static_cast<std::uint8_t>(0x80 | (c & 0x3F));
    }
  }
  return length;
}

}  // namespace cxdump::etf
