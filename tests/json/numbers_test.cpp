#include "json/numbers.hpp"

#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <random>
#include <string>

#include "cxdump/etf/cursor.hpp"
#include "terms.hpp"

namespace cxdump::json {
namespace {

std::string float_text(double value) {
  std::array<char, kLongestFloat> text;
  return {text.data(), write_float(value, text.data())};
}

std::string integer_text(std::int64_t value) {
  std::array<char, kLongestInteger> text;
  return {text.data(), write_integer(value, text.data())};
}

TEST_CASE("integers of 64 bits have all their digits") {
  for (const std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, INT64_MAX, INT64_MIN}) {
    CHECK(integer_text(value) == std::to_string(value));
  }
  std::int64_t power = 1;
  for (int digits = 1; digits < 19; ++digits, power *= 10) {
    for (const std::int64_t value : {power - 1, power, -power, power + 1}) {
      CHECK(integer_text(value) == std::to_string(value));
    }
  }
}

TEST_CASE("floats read as people write them, always with a point or an exponent") {
  CHECK(float_text(0.0) == "0.0");
  CHECK(float_text(-0.0) == "-0.0");
  CHECK(float_text(1.0) == "1.0");
  CHECK(float_text(-120.0) == "-120.0");
  CHECK(float_text(0.5) == "0.5");
  CHECK(float_text(3.25) == "3.25");
  CHECK(float_text(0.0001) == "0.0001");
  CHECK(float_text(0.00012) == "0.00012");
  CHECK(float_text(0.00001) == "1e-05");
  CHECK(float_text(1.5e-7) == "1.5e-07");
  CHECK(float_text(1e15) == "1000000000000000.0");
  CHECK(float_text(1e16) == "1e+16");
  CHECK(float_text(1.25e300) == "1.25e+300");
  CHECK(float_text(9007199254740993.0) == "9007199254740992.0");
  CHECK(float_text(5e-324) == "5e-324");
  CHECK(float_text(-1.7976931348623157e308) == "-1.7976931348623157e+308");
}

TEST_CASE("random floats read back as the same, in the fewest digits") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 100'000; ++i) {
    const double value =
        i % 2 == 0 ? std::bit_cast<double>(random()) : static_cast<double>(random() >> 11) * 1e-9;
    if (!std::isfinite(value)) continue;
    const std::string text = float_text(value);
    double back = 0;
    std::from_chars(text.data(), text.data() + text.size(), back);
    REQUIRE(std::bit_cast<std::uint64_t>(back) == std::bit_cast<std::uint64_t>(value));
    REQUIRE(text.find_first_of(".e") != std::string::npos);
    std::array<char, 40> shortest;
    const char* end =
        std::to_chars(shortest.data(), shortest.data() + 40, value, std::chars_format::scientific).ptr;
    const auto digits = [](std::string_view s) {
      std::string kept;
      for (const char c : s.substr(0, s.find('e'))) {
        if (c >= '0' && c <= '9' && !(kept.empty() && c == '0')) kept += c;
      }
      return kept.substr(0, kept.find_last_not_of('0') + 1);
    };
    REQUIRE(digits(text) == digits({shortest.data(), end}));
  }
}

TEST_CASE("numbers beyond 2^53 are told apart from those that a double holds") {
  const auto exact = [](std::int64_t value) {
    const test::Term term = test::integer(value);
    etf::Head head;
    REQUIRE(etf::Cursor(term).next(head) == Status::ok);
    return is_exact_in_double(head);
  };
  constexpr std::int64_t limit = std::int64_t{1} << 53;
  CHECK(exact(limit));
  CHECK(exact(-limit));
  CHECK_FALSE(exact(limit + 1));
  CHECK_FALSE(exact(-limit - 1));
}

}  // namespace
}  // namespace cxdump::json
