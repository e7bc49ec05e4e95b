#include <fmt/format.h>

#include <iterator>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/columns.hpp"
#include "cxdump/base/utf8.hpp"
#include "report/human.hpp"

namespace cxdump::report {
namespace {

/// Characters that are not seen, or move what is: C0, DEL, C1, line separators, and those of bidirectional
/// text, with which a key could pass for another (Unicode TR 36).
bool hides(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

void escape(char32_t c, std::string& out) {
  switch (c) {
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    case 0x1B:
      out += "\\e";
      return;
  }
  if (c < 0x80) {
    fmt::format_to(std::back_inserter(out), "\\x{:02X}", static_cast<unsigned>(c));
  } else {
    fmt::format_to(std::back_inserter(out), "\\x{{{:X}}}", static_cast<unsigned>(c));
  }
}

/// Appends the first character of `bytes` and returns its length.
std::size_t append_character(Bytes bytes, std::string& out) {
  const Utf8Char character = decode_utf8(bytes);
  if (character.length == 0) {
    fmt::format_to(std::back_inserter(out), "\\x{:02X}", bytes[0]);
    return 1;
  }
  if (hides(character.code)) {
    escape(character.code, out);
  } else {
    out += as_text(bytes.first(character.length));
  }
  return character.length;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string result;
  Bytes rest = as_bytes(text);
  while (!rest.empty()) rest = rest.subspan(append_character(rest, result));
  return result;
}

std::string printable(std::string_view text, std::size_t columns) {
  std::string result;
  std::string last;
  Bytes rest = as_bytes(text);
  for (std::size_t shown = 0; !rest.empty();) {
    last.clear();
    rest = rest.subspan(append_character(rest, last));
    const std::size_t width = column_count(last);
    if (shown + width + (rest.empty() ? 0 : 1) > columns) return result + "…";
    shown += width;
    result += last;
  }
  return result;
}

}  // namespace cxdump::report
