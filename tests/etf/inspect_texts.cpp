#include "etf/inspect_texts.hpp"

namespace cxdump::test {
namespace {

// Behind the closing quote of what is quoted at `at`.
std::size_t end_of_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at++];
  while (text[at] != quote) at += text[at] == '\\' ? 2 : 1;
  return at + 1;
}

}  // namespace

std::string with_charlist_sigils(std::string_view inspected) {
  std::string out;
  for (std::size_t at = 0; at < inspected.size();) {
    const char c = inspected[at];
    if (c != '"' && c != '\'') {
      out.push_back(c);
      ++at;
      continue;
    }
    const std::size_t end = end_of_quoted(inspected, at);
    if (c == '"') {
      out.append(inspected.substr(at, end - at));
    } else {
      out.append("~c\"");
      for (std::size_t i = at + 1; i + 1 < end; ++i) {
        if (inspected[i] == '\\' && inspected[i + 1] == '\'') continue;
        if (inspected[i] == '"') out.push_back('\\');
        if (inspected[i] == '\\') out.push_back(inspected[i++]);
        out.push_back(inspected[i]);
      }
      out.push_back('"');
    }
    at = end;
  }
  return out;
}

}  // namespace cxdump::test
