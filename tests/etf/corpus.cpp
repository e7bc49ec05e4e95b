#include "etf/corpus.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

#include <utility>

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

std::string_view known_to_one_vm(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> marks[] = {
      {"#PID<", "the number of a pid's node"},
      {"#Port<", "the number of a port's node"},
      {"#Reference<", "the number of a reference's node"},
      {"#Function<", "the name of a local fun"}};
  for (const auto& [mark, what] : marks) {
    if (text.find(mark) != std::string_view::npos) return what;
  }
  return {};
}

std::size_t Exceptions::operator[](std::string_view reason) const {
  const auto at = lines_.find(std::string(reason));
  return at == lines_.end() ? 0 : at->second;
}

void Exceptions::report(std::string_view from) const {
  for (const auto& [reason, lines] : lines_) {
    MESSAGE("excepted from " << from << ", " << reason << ": " << lines << " lines");
  }
}

}  // namespace cxdump::test
