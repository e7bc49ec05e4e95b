// Differences of dumps against a model: keys that stand several times, other ways to write a term, any number
// of threads.

#include "ops/diff.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <tuple>

#include "cxdump/io/memory_source.hpp"
#include "dump/dumps.hpp"
#include "support.hpp"

namespace {

using namespace cxdump;
using test::Four;
using test::Fours;

io::Rereadable input(const std::string& dump) {
  return {"dump", [&dump] { return io::memory_source(as_bytes(dump), "dump"); }};
}

/// What stands for a value or a time, and the ways to write it.
std::string written(std::uint64_t n, std::uint64_t way) {
  static const char* const kForms[][2] = {
      {"6105", "62 00000005"},
      {"64 0001 61", "77 01 61"},
      {"74 00000002 64000161 6101 64000162 6102", "74 00000002 770162 6102 770161 6101"},
      {"6c 00000002 61016102 6a", "6b 0002 0102"},
      {"6d 00000001 61", "6d 00000001 61"},
  };
  return test::unhex(kForms[n % 5][way % 2]);
}

using Model = std::map<std::string, std::pair<std::uint64_t, std::uint64_t>>;

struct Sample {
  Model model;
  std::string dump;
};

Sample random_dump(std::mt19937_64& random, std::uint64_t keys) {
  Sample sample;
  Fours entries;
  for (int i = 0; i < 3000; ++i) {
    const std::uint64_t n = random() % keys;
    const std::uint64_t value = (n + (random() % 10 == 0 ? 1 : 0)) % 5;
    const std::uint64_t time = random() % 10 == 0 ? 4 : 0;
    const std::string key = "key " + std::to_string(n);
    sample.model[key] = {value, time};
    entries.push_back({test::binary(key), written(time, random()), test::nil(), written(value, random())});
  }
  sample.dump = test::v2_dump(entries);
  return sample;
}

ops::DiffTotals expected(const Model& a, const Model& b, ops::Times times) {
  ops::DiffTotals totals;
  for (const auto& [key, in_a] : a) {
    const auto in_b = b.find(key);
    if (in_b == b.end()) {
      ++totals.removed;
    } else if (in_a.first != in_b->second.first) {
      ++totals.value;
    } else if (in_a.second != in_b->second.second && times == ops::Times::compare) {
      ++totals.lifetime;
    } else {
      ++totals.same;
    }
  }
  for (const auto& [key, in_b] : b) totals.added += a.count(key) == 0 ? 1 : 0;
  return totals;
}

auto figures(const ops::DiffTotals& totals) {
  return std::tuple(totals.same, totals.removed, totals.added, totals.value, totals.lifetime);
}

}  // namespace

TEST_CASE("what differs is counted and told as a model has it") {
  std::mt19937_64 random(5);
  for (const std::uint64_t keys : {50, 2000, 100'000}) {
    const Sample a = random_dump(random, keys), b = random_dump(random, keys);
    for (const auto times : {ops::Times::compare, ops::Times::ignore}) {
      ops::DiffOptions options;
      options.times = times;
      options.decode.window = 4096;
      const auto wanted = figures(expected(a.model, b.model, times));
      CHECK(figures(ops::count_differences(input(a.dump), input(b.dump), options)) == wanted);
      std::string first;
      for (const int threads : {1, 3}) {
        options.threads = threads;
        std::string text;
        const auto write = [](const ops::Difference& difference, std::string& out) {
          out += std::string(ops::name(difference.change)) + " " + difference.key + " " + difference.path +
                 " " + difference.a + " " + difference.b + "\n";
        };
        const auto put = [&](std::string_view more) { text += more; };
        CHECK(figures(ops::diff(input(a.dump), input(b.dump), options, {write, put})) == wanted);
        if (threads == 1) first = text;
        CHECK(text == first);
      }
    }
  }
}
