#include "json/base64.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cxdump::json {
namespace {

std::string encoded(std::string_view bytes) {
  Buffer buffer;
  TextBuffer out(buffer);
  append_base64(as_bytes(bytes), out);
  return std::string(as_text(buffer.bytes()));
}

std::string decoded(std::string_view text) {
  std::vector<std::uint8_t> out;
  return decode_base64(text, out) ? std::string(as_text(out)) : "malformed";
}

TEST_CASE("base64 is that of RFC 4648") {
  CHECK(encoded("") == "");
  CHECK(encoded("f") == "Zg==");
  CHECK(encoded("fo") == "Zm8=");
  CHECK(encoded("foo") == "Zm9v");
  CHECK(encoded("foob") == "Zm9vYg==");
  CHECK(encoded("\xFB\xFF\xFE") == "+//+");
}

TEST_CASE("what was encoded decodes, at every length and beyond a piece") {
  std::string bytes;
  for (int i = 0; i < 600; ++i) {
    CHECK(decoded(encoded(bytes)) == bytes);
    bytes += static_cast<char>(i * 37);
  }
  while (bytes.size() < 200'000) bytes += bytes;
  CHECK(decoded(encoded(bytes)) == bytes);
}

TEST_CASE("base64 that no encoder writes is refused") {
  for (const std::string_view text :
       {"A", "AA", "AAA", "AAAAA", "A===", "====", "AA=A", "=AAA", "AA==AAAA", "A-AA", "AA A", "AB==", "AAB=",
        "\xC3\xA9"
        "AA"}) {
    CHECK(decoded(text) == "malformed");
  }
}

}  // namespace
}  // namespace cxdump::json
