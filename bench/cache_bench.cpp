// The store's own speed on one core: 500,000 entries of some 290 bytes, in no order that helps. The budget: 2
// million get and 1 million set a second (items_per_second of `get`, `set_new` and `set_again`).
#include <benchmark/benchmark.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "cxdump/cache/expiry.hpp"
#include "cxdump/cache/store.hpp"
#include "cxdump/etf/append.hpp"

namespace cxdump {
namespace {

using Term = std::vector<std::uint8_t>;

constexpr std::size_t kEntries = 500'000;
constexpr std::int64_t kNow = 1'700'000'000'000;

struct Sessions {
  Term keys;  ///< one behind the other
  std::vector<std::size_t> starts;
  Term value;
  Term touched;
  Term ttl;

  Sessions() {
    std::vector<std::size_t> numbers(kEntries);
    std::iota(numbers.begin(), numbers.end(), 0);
    std::shuffle(numbers.begin(), numbers.end(), std::mt19937_64(1));
    for (const std::size_t number : numbers) {
      starts.push_back(keys.size());
      etf::append_binary(keys, as_bytes("session:" + std::to_string(number)));
    }
    starts.push_back(keys.size());
    etf::append_map_header(value, 8);
    for (int i = 0; i < 8; ++i) {
      etf::append_atom(value, "field_" + std::to_string(i));
      etf::append_binary(value, as_bytes("some text of a session"));
    }
    etf::append_integer(touched, kNow);
    etf::append_integer(ttl, 3'600'000);
  }

  Bytes key(std::size_t i) const { return Bytes(keys).subspan(starts[i], starts[i + 1] - starts[i]); }

  void put(cache::Store& store, std::size_t i) const {
    store.put({.key = key(i), .value = value, .touched = touched, .ttl = ttl});
  }
};

const Sessions& sessions() {
  static const Sessions all;
  return all;
}

cache::Store full_store() {
  cache::Store store(1);
  for (std::size_t i = kEntries; i-- > 0;) sessions().put(store, i * 7919 % kEntries);
  return store;
}

void get(benchmark::State& state) {
  cache::Store store = full_store();
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(cache::read(store, sessions().key(i), kNow));
    i = i + 1 == kEntries ? 0 : i + 1;
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(get);

void set_new(benchmark::State& state) {
  cache::Store store(1);
  std::size_t i = 0;
  for (auto _ : state) {
    if (i == kEntries) {
      state.PauseTiming();
      store.clear();
      i = 0;
      state.ResumeTiming();
    }
    sessions().put(store, i++);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(set_new);

void set_again(benchmark::State& state) {
  cache::Store store = full_store();
  std::size_t i = 0;
  for (auto _ : state) {
    sessions().put(store, i);
    i = i + 1 == kEntries ? 0 : i + 1;
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(set_again);

void snapshot(benchmark::State& state) {
  const cache::Store store = full_store();
  for (auto _ : state) benchmark::DoNotOptimize(store.snapshot());
}
BENCHMARK(snapshot)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cxdump
