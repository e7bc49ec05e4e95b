#include "etf/text_cursor.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/error.hpp"
#include "cxdump/base/utf8.hpp"

namespace cxdump::etf {
namespace {

/// Characters beyond ASCII that show nothing, such as a byte order mark or a space that does not break.
bool is_invisible(std::uint32_t code) {
  return code == 0xA0 || code == 0xAD || (code >= 0x2000 && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202F) || (code >= 0x205F && code <= 0x206F) || code == 0x3000 ||
         code == 0xFEFF;
}

/// What stands here, short enough for a message.
std::string found(std::string_view rest) {
  if (rest.empty()) return "the end";
  if (rest.front() == '\n') return "the end of the line";
  if (const std::uint32_t code = decode_utf8(as_bytes(rest)).code; is_invisible(code)) {
    return fmt::format("the invisible character U+{:04X}", code);
  }
  constexpr std::size_t most = 16;
  std::size_t length = 0;
  while (length < rest.size() && length<most&& static_cast<unsigned char>(rest[length])> ' ') {
    length += std::max(1U, decode_utf8(as_bytes(rest.substr(length))).length);
  }
  return "\"" + std::string(rest.substr(0, std::max<std::size_t>(length, 1))) + "\"";
}

}  // namespace

void TextCursor::skip_blanks(char comment) {
  while (!is_at_end()) {
    const char c = peek();
    if (c == comment) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
      skip();
    } else {
      return;
    }
  }
}

void TextCursor::fail(std::string_view expected) const {
  fail_at(at_, "expected " + std::string(expected) + ", found " + found(rest()));
}

void TextCursor::fail_at(std::size_t at, std::string_view message) const {
  const std::string_view before = text_.substr(0, std::min(at, text_.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::string_view in_line = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
  const auto column =
      1 + std::count_if(in_line.begin(), in_line.end(), [](char c) { return (c & 0xC0) != 0x80; });
  throw Error(ErrorKind::usage, "line " + std::to_string(line) + ", column " + std::to_string(column) + ": " +
                                    std::string(message));
}

}  // namespace cxdump::etf
