#include "cxdump/base/one_line.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cxdump/base/utf8.hpp"

namespace cxdump {
namespace {

bool is_control(char32_t code) { return code < 0x20 || (code >= 0x7F && code < 0xA0); }

}  // namespace

std::string one_line(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const Utf8Char next = decode_utf8(as_bytes(text));
    const std::size_t length = std::max<std::size_t>(next.length, 1);
    if (next.length == 0 || is_control(next.code)) {
      for (const char c : text.substr(0, length))
        result += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      result += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  return result;
}

}  // namespace cxdump
