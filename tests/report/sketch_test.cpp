#include "report/sketch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <random>
#include <vector>

using cxdump::report::Sketch;

namespace {

std::uint64_t exact_quantile(const std::vector<std::uint64_t>& sorted, double q) {
  const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(sorted.size())));
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

}  // namespace

TEST_CASE("a quantile is within 1 % of the exact one, at any order of magnitude") {
  std::mt19937_64 random(7);
  for (const int bits : {5, 9, 20, 40, 63}) {
    auto sketch = std::make_unique<Sketch>();
    std::vector<std::uint64_t> values;
    for (int i = 0; i < 5000; ++i) {
      values.push_back(random() >> (64 - bits));
      sketch->add(values.back());
    }
    std::sort(values.begin(), values.end());
    for (const double q : {0.01, 0.5, 0.9, 0.99, 0.999}) {
      const auto exact = static_cast<double>(exact_quantile(values, q));
      CHECK(std::abs(static_cast<double>(sketch->quantile(q)) - exact) <= 0.01 * exact);
    }
    CHECK(sketch->greatest() == values.back());
    CHECK(sketch->count() == values.size());
  }
}

TEST_CASE("the largest values have buckets, and one value is every quantile") {
  Sketch sketch;
  sketch.add(UINT64_MAX);
  CHECK(sketch.quantile(0) == UINT64_MAX);
  CHECK(sketch.quantile(1) == UINT64_MAX);
  CHECK(sketch.by_power_of_two().size() == 1);
  CHECK(sketch.by_power_of_two()[0].to == UINT64_MAX);
}

TEST_CASE("counts between powers of two are exact, and empty ranges between are there") {
  Sketch sketch;
  for (const std::uint64_t value : {0, 1, 2, 3, 255, 256, 511, 1024}) sketch.add(value);
  const auto ranges = sketch.by_power_of_two();
  REQUIRE(ranges.size() == 12);
  CHECK(ranges[0].count == 1);  // 0
  CHECK(ranges[2].from == 2);
  CHECK(ranges[2].count == 2);  // 2, 3
  CHECK(ranges[8].count == 1);  // 128 to 255
  CHECK(ranges[9].count == 2);  // 256 to 511
  CHECK(ranges[10].count == 0);
  CHECK(ranges[11].to == 2047);
}

TEST_CASE("an empty sketch has no ranges, and clear makes one of a full one") {
  Sketch sketch;
  CHECK(sketch.quantile(0.5) == 0);
  sketch.add(1000);
  sketch.clear();
  CHECK(sketch.count() == 0);
  CHECK(sketch.by_power_of_two().empty());
  sketch.add(7);
  CHECK(sketch.quantile(0.5) == 7);
}

TEST_CASE("sizes that lie close together are told apart, and those far apart are not too many") {
  Sketch narrow;
  for (std::uint64_t value = 404; value <= 440; ++value) narrow.add(value);
  const auto fine = narrow.ranges(12);
  REQUIRE(fine.size() == 10);
  CHECK(fine[0].from == 404);
  CHECK(fine[0].to == 407);
  CHECK(fine[0].count == 4);
  CHECK(fine[9].count == 1);

  Sketch wide;
  wide.add(1);
  wide.add(1'000'000);
  CHECK(wide.ranges(24).size() == 20);
  wide.add(UINT64_MAX);
  CHECK(wide.ranges(12).size() == 64);
  CHECK(wide.ranges(12).back().to == UINT64_MAX);
}
