#include "etf/corpus.hpp"

#include <zlib.h>

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/tag.hpp"
#include "support.hpp"

namespace cxdump::test {

Buffer term(std::string_view digits) {
  const std::string bytes = unhex(digits);
  return {bytes.begin(), bytes.end()};
}

std::string_view field(std::string_view line, std::string_view name) {
  const std::string start = std::string("\"").append(name).append("\":");
  const std::size_t at = line.find(start);
  if (at == std::string_view::npos) return {};
  std::string_view rest = line.substr(at + start.size());
  if (rest.starts_with("null")) return {};
  if (!rest.starts_with('"')) return rest.substr(0, rest.find_first_of(",}"));
  rest.remove_prefix(1);
  return rest.substr(0, rest.find('"'));
}

Buffer term_field(std::string_view line, std::string_view name) {
  Buffer bytes = term(field(line, name));
  if (!bytes.empty()) bytes.erase(bytes.begin());
  return bytes;
}

Opened open_term(Bytes file) {
  if (file.empty() || file[0] != etf::kVersion) return {{}, false};
  const Bytes rest = file.subspan(1);
  constexpr std::size_t kHeader = 5;  // the tag and the length of what was compressed
  if (rest.size() < kHeader || rest[0] != etf::kCompressed) return {{rest.begin(), rest.end()}, true};
  const std::size_t claimed = load_be32(&rest[1]);
  constexpr std::size_t kLargest = 32 << 20;  // no fixture is larger
  Buffer bytes(std::min(claimed, kLargest) + 1);
  uLongf length = bytes.size();
  uLong used = rest.size() - kHeader;
  const int result = uncompress2(bytes.data(), &length, rest.data() + kHeader, &used);
  bytes.resize(length);
  return {bytes, result == Z_OK && length == claimed};
}

std::string hex(Bytes bytes) {
  constexpr std::size_t kShown = 200;
  std::string text;
  for (const std::uint8_t byte : bytes.first(std::min(bytes.size(), kShown))) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return bytes.size() > kShown ? text + "…" : text;
}

}  // namespace cxdump::test
