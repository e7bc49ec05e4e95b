#include "report/stats.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <random>
#include <string>

#include "report/file_report.hpp"
#include "report/render_json.hpp"
#include "sample.hpp"

using namespace cxdump;
using namespace cxdump::report;
using cxdump::test::atom;
using cxdump::test::binary;
using cxdump::test::millis;
using cxdump::test::Sample;

namespace {

constexpr std::int64_t kNow = 1'700'000'000'000;

std::unique_ptr<Stats> stats_of(const Sample& sample, std::size_t from, std::size_t to,
                                const StatsOptions& options) {
  auto stats = std::make_unique<Stats>();
  stats->reset(options);
  for (std::size_t i = from; i < to; ++i) stats->add(sample.entries()[i]);
  return stats;
}

// Every figure there is, as text.
std::string figures(const Stats& stats) { return render_json({"x", {}, stats}); }

}  // namespace

TEST_CASE("the figures are the same however the entries are split, and in whatever groups they are merged") {
  const StatsOptions options{kNow, 5, Depth::deep};
  const Sample sample = test::random_sample(6000, 1);
  const std::string whole = figures(*stats_of(sample, 0, 6000, options));
  std::mt19937 random(3);
  for (int round = 0; round < 8; ++round) {
    auto left = stats_of(sample, 0, 0, options);
    auto right = stats_of(sample, 0, 0, options);
    std::size_t at = 0;
    while (at < 6000) {
      const std::size_t to = std::min<std::size_t>(6000, at + 1 + random() % 900);
      (at < 3000 ? left : right)->merge(*stats_of(sample, at, to, options));
      at = to;
    }
    left->merge(*right);
    CHECK(figures(*left) == whole);
  }
}

TEST_CASE("an entry is expired when touched + ttl is before now, and lives at equality") {
  Sample sample;
  sample.add(binary("a"), millis(kNow - 1000), millis(999), binary(""));
  sample.add(binary("b"), millis(kNow - 1000), millis(1000), binary(""));
  sample.add(binary("c"), millis(kNow - 1000), millis(1000 + kMinute), binary(""));
  sample.add(binary("d"), millis(kNow), atom("nil"), binary(""));
  const auto stats = stats_of(sample, 0, 4, {kNow, 10, Depth::shallow});
  CHECK(stats->expired == 1);
  CHECK(stats->live() == 3);
  CHECK(stats->without_ttl == 1);
  CHECK(stats->remaining[0] == 1);
  CHECK(stats->remaining[1] == 1);
  CHECK(stats->odd_times == 0);
  CHECK(stats->oldest_touched == kNow - 1000);
  CHECK(stats->newest_touched == kNow);
}

TEST_CASE("times that are no integers are counted, and what is no number never expires") {
  Sample sample;
  sample.add(binary("a"), atom("never"), millis(1), binary(""));
  sample.add(binary("b"), millis(1), atom("undefined"), binary(""));
  sample.add(binary("c"), millis(1), std::string("F\x40\x59\0\0\0\0\0\0", 9), binary(""));  // 100.0
  const auto stats = stats_of(sample, 0, 3, {kNow, 10, Depth::shallow});
  CHECK(stats->odd_times == 3);
  CHECK(stats->expired == 1);
  CHECK(stats->without_ttl == 0);
}

TEST_CASE("of equally large entries the first in the file are kept") {
  Sample sample;
  for (const char* key : {"a", "b", "c", "d"})
    sample.add(binary(key), millis(1), atom("nil"), binary("same"));
  sample.add(binary("e"), millis(1), atom("nil"), binary("longer"));
  const auto stats = stats_of(sample, 0, 5, {kNow, 3, Depth::shallow});
  const auto items = stats->largest.sorted();
  REQUIRE(items.size() == 3);
  CHECK(items[0].number == 5);
  CHECK(items[1].number == 1);
  CHECK(items[2].number == 2);
}

TEST_CASE("a key too large to be kept is told by its size, and none is kept for a top of 0") {
  Sample sample;
  sample.add(binary(std::string(5000, 'k')), millis(1), atom("nil"), binary(""));
  CHECK(stats_of(sample, 0, 1, {kNow, 0, Depth::shallow})->largest.sorted().empty());
  const auto items = stats_of(sample, 0, 1, {kNow, 1, Depth::shallow})->largest.sorted();
  REQUIRE(items.size() == 1);
  CHECK(items[0].key.empty());
  CHECK(items[0].key_bytes == 5005);
}

TEST_CASE("a deep look counts what is bound to a VM, at any depth, and names the first entry that has it") {
  const std::string pid = std::string("X").append(atom("a@b")).append(12, '\x01');
  Sample sample;
  sample.add(binary("a"), millis(1), atom("nil"), binary("X"));
  sample.add(binary("b"), millis(1), atom("nil"), test::pair(pid, test::pair(pid, atom("x"))));
  const auto deep = stats_of(sample, 0, 2, {kNow, 1, Depth::deep});
  CHECK(deep->unsafe.counts[static_cast<std::size_t>(UnsafeTerm::pid)] == 2);
  CHECK(deep->unsafe.entries == 1);
  CHECK(deep->unsafe.first_entry == 2);
  CHECK(stats_of(sample, 0, 2, {kNow, 1, Depth::shallow})->unsafe.entries == 0);
}
