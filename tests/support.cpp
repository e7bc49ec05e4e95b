#include "support.hpp"

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace cxdump::test {
namespace {

unsigned digit_of(std::string_view alphabet, char c) {
  auto at = alphabet.find(c);
  if (at == std::string_view::npos) throw std::invalid_argument(std::string("not a digit: ") + c);
  return static_cast<unsigned>(at);
}

}  // namespace

std::string testdata(std::string_view name) { return std::string(CXDUMP_TESTDATA "/").append(name); }

std::string fixture(std::string_view name) {
  std::ifstream in(testdata(name), std::ios::binary);
  if (!in) throw std::runtime_error("no fixture " + testdata(name));
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> fixture_lines(std::string_view name) {
  std::istringstream in(fixture(name));
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

std::string unhex(std::string_view digits) {
  std::string bytes;
  unsigned high = 16;
  for (char c : digits) {
    if (c == ' ' || c == '\n') continue;
    unsigned value = digit_of("0123456789abcdefABCDEF", c);
    if (value > 15) value -= 6;  // upper case
    if (high == 16) {
      high = value;
    } else {
      bytes.push_back(static_cast<char>(high << 4 | value));
      high = 16;
    }
  }
  if (high != 16) throw std::invalid_argument("an odd number of hex digits");
  return bytes;
}

std::string unbase64(std::string_view text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned bits = 0;
  unsigned held = 0;
  for (char c : text.substr(0, text.find('='))) {
    held = held << 6 | digit_of(alphabet, c);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push_back(static_cast<char>(held >> bits & 0xff));
    }
  }
  return bytes;
}

}  // namespace cxdump::test
