#include "cxdump/etf/big_text.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace cxdump;

namespace {

std::string decimal(const std::vector<std::uint8_t>& magnitude, etf::Sign sign = etf::Sign::positive) {
  std::string text;
  etf::append_decimal(magnitude, sign, text);
  return text;
}

// A digit at a time, as one does it on paper.
std::string slow_decimal(std::vector<std::uint8_t> magnitude) {
  std::string text;
  while (!magnitude.empty()) {
    unsigned rest = 0;
    for (std::size_t i = magnitude.size(); i-- > 0;) {
      rest = rest << 8 | magnitude[i];
      magnitude[i] = static_cast<std::uint8_t>(rest / 10);
      rest %= 10;
    }
    text.insert(text.begin(), static_cast<char>('0' + rest));
    while (!magnitude.empty() && magnitude.back() == 0) magnitude.pop_back();
  }
  return text.empty() ? "0" : text;
}

}  // namespace

TEST_CASE("small magnitudes print with their sign, and zero has none") {
  CHECK(decimal({}, etf::Sign::negative) == "0");
  CHECK(decimal({0, 0, 0}) == "0");
  CHECK(decimal({1, 0}, etf::Sign::negative) == "-1");
  CHECK(decimal({255, 255, 255, 255, 255, 255, 255, 255}) == "18446744073709551615");
  CHECK(decimal({0, 0, 0, 0, 0, 0, 0, 0, 1}) == "18446744073709551616");
}

TEST_CASE("integers convert to decimal and back around every size at which the method changes") {
  std::mt19937 random(1);
  for (const std::size_t size : {1U, 8U, 9U, 511U, 512U, 513U, 1023U, 1024U, 1025U, 1537U, 4000U}) {
    for (const bool all_ones : {true, false}) {
      std::vector<std::uint8_t> magnitude(size, 255);
      if (!all_ones) {
        for (auto& byte : magnitude) byte = static_cast<std::uint8_t>(random());
        magnitude.back() |= 1;
      }
      const std::string text = decimal(magnitude);
      if (size <= 1025) CHECK(text == slow_decimal(magnitude));
      std::vector<std::uint8_t> back;
      etf::parse_decimal(text, back);
      CHECK(back == magnitude);
    }
  }
}

TEST_CASE("digits of every base are read") {
  std::vector<std::uint8_t> magnitude;
  etf::parse_digits("zz", 36, magnitude);
  CHECK(decimal(magnitude) == "1295");
  etf::parse_digits("FFfe", 16, magnitude);
  CHECK(magnitude == std::vector<std::uint8_t>{0xFE, 0xFF});
  etf::parse_digits("0000", 2, magnitude);
  CHECK(magnitude.empty());
  etf::parse_digits("1" + std::string(2000, '0'), 3, magnitude);
  etf::parse_digits("1" + std::string(1000, '0'), 9, magnitude);
  std::vector<std::uint8_t> same;
  etf::parse_digits("1" + std::string(2000, '0'), 3, same);
  CHECK(magnitude == same);
}

TEST_CASE("a quarter of a megabyte converts at once, not digit by digit") {
  std::vector<std::uint8_t> magnitude(250'000, 0xA5);
  const std::string text = decimal(magnitude);
  CHECK(text.size() == 602'060);
  std::vector<std::uint8_t> back;
  etf::parse_decimal(text, back);
  CHECK(back == magnitude);
}
