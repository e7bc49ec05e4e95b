#include "ops/keyed_records.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <utility>
#include <vector>

#include "ops/tally.hpp"

using namespace cxdump;

namespace {

constexpr ops::KeyedRecords::Limits kTiny{3, 5};

/// Few keys, so that some are seen often; they spread over all parts, and key 0 is hard to tell from none.
etf::Hash128 key(std::uint64_t n) { return {n * 0x9E3779B97F4A7C15, n * 0xC2B2AE3D27D4EB4F}; }

ops::Element random_element(std::mt19937_64& random, std::uint64_t number) {
  const auto one_of = [&](std::uint64_t n) { return random() % n; };
  ops::Element element;
  element.at = 100 * number;
  element.shape = static_cast<ops::Element::Shape>(one_of(6));
  element.standing = static_cast<ops::Standing>(one_of(4));
  element.float_ttl = one_of(5) == 0;
  element.is_entry = element.shape < ops::Element::Shape::tuple5;
  element.first = key(one_of(700) + 1);
  if (element.shape != ops::Element::Shape::single) element.second = key(one_of(700) + 1);
  return element;
}

}  // namespace

TEST_CASE(
    "records come back under their keys and in order, from memory or from disk, in one round or several") {
  using Values = std::vector<std::pair<std::uint64_t, std::uint64_t>>;
  std::mt19937_64 random(1);
  ops::KeyedRecords held, spilled(kTiny);
  std::map<std::uint64_t, Values> expected;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    const std::uint64_t n = random() % (i % 3 == 0 ? 10 : 5000);
    expected[n].emplace_back(i, n << 40 | i);
    held.add(key(n), i, n << 40 | i);
    spilled.add(key(n), i, n << 40 | i);
  }
  for (const ops::KeyedRecords* records : {&held, &spilled}) {
    std::map<std::uint64_t, Values> found;
    records->resolve<Values>(
        [](Values& values, bool is_new, const ops::KeyedRecords::Record& record) {
          CHECK(is_new == values.empty());
          values.emplace_back(record.note(), record.more);
        },
        [&](const Values& values) { CHECK(found.emplace(values.front().second >> 40, values).second); });
    CHECK(found == expected);
  }
}

TEST_CASE("a tally is the same in any memory") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    std::mt19937_64 random(seed);
    ops::Tally held, spilled(kTiny);
    for (std::uint64_t i = 1; i <= 5000; ++i) {
      const ops::Element element = random_element(random, i);
      held.add(element);
      spilled.add(element);
    }
    held.settle();
    spilled.settle();
    ops::FileFacts a, b;
    held.put_into(a);
    spilled.put_into(b);
    CHECK(a.by_first.size == b.by_first.size);
    CHECK(a.by_first.live == b.by_first.live);
    CHECK(a.by_second.size == b.by_second.size);
    CHECK(a.by_second.live == b.by_second.live);
    CHECK(a.imported.kept.size == b.imported.kept.size);
    CHECK(a.imported.kept.live == b.imported.kept.live);
    CHECK(held.duplicates() == spilled.duplicates());
    REQUIRE(held.first_duplicate());
    CHECK(held.first_duplicate()->number == spilled.first_duplicate()->number);
    CHECK(held.first_duplicate()->at == 100 * held.first_duplicate()->number);
  }
}

TEST_CASE("the last element of a key counts, and the first repetition is named") {
  ops::Tally tally;
  const auto add = [&](std::uint64_t n, ops::Standing standing) {
    ops::Element element;
    element.at = 10 * tally.elements();
    element.shape = ops::Element::Shape::record4;
    element.is_entry = true;
    element.standing = standing;
    element.first = key(n);
    tally.add(element);
  };
  add(1, ops::Standing::live);
  add(2, ops::Standing::expired);
  add(2, ops::Standing::live);
  add(1, ops::Standing::expired);
  add(1, ops::Standing::expired);
  tally.settle();
  ops::FileFacts facts;
  tally.put_into(facts);
  CHECK(facts.by_first.size == 2);
  CHECK(facts.by_first.live == 1);
  CHECK(tally.duplicates() == 3);
  CHECK(tally.first_duplicate()->number == 3);
  CHECK(tally.first_duplicate()->at == 20);
}
