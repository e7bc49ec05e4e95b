// What inspect adds to reading: figures of an entry, and merging those of a batch.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/endian.hpp"
#include "cxdump/dump/entry.hpp"
#include "report/stats.hpp"

namespace {

using cxdump::dump::Entry;

std::string binary(const std::string& body) {
  std::string term("m....");
  cxdump::store_be32(reinterpret_cast<std::uint8_t*>(term.data()) + 1,
                     static_cast<std::uint32_t>(body.size()));
  return term + body;
}

/// Sessions: a string key, milliseconds as Cachex writes them (SMALL_BIG_EXT), a value of some 350 bytes.
class Sessions {
 public:
  explicit Sessions(const char* key_prefix) {
    for (std::size_t i = 0; i < kCount; ++i) {
      const std::size_t id = i * 2654435761U % 100'000'007U;
      keys_.push_back(binary(key_prefix + std::to_string(id) + "a9f3c0"));
      values_.push_back(binary(std::string(300 + id % 100, 'v')));
      const std::string touched("n\x06\x00\x00\x10\x20\x30\x8c\x01", 9);
      records_.push_back(keys_.back() + touched + std::string("b\x00\x36\xee\x80", 5) + values_.back());
    }
    for (std::size_t i = 0; i < kCount; ++i) entries_.push_back(entry(i));
  }
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  static constexpr std::size_t kCount = 2400;  // about 1 MiB, a batch

  Entry entry(std::size_t i) const {
    const cxdump::Bytes record = cxdump::as_bytes(records_[i]);
    const std::size_t key = keys_[i].size();
    Entry result;
    result.key = record.first(key);
    result.touched = record.subspan(key, 9);
    result.ttl = record.subspan(key + 9, 5);
    result.value = record.subspan(key + 14);
    result.record = record;
    result.at = i * 400;
    result.number = i + 1;
    return result;
  }

  std::vector<std::string> keys_, values_, records_;
  std::vector<Entry> entries_;
};

void add_entries(benchmark::State& state, const char* key_prefix, cxdump::report::Depth depth) {
  const Sessions sessions(key_prefix);
  cxdump::report::Stats batch, total;
  const cxdump::report::StatsOptions options{1'700'000'000'000, 10, depth};
  total.reset(options);
  for (auto _ : state) {
    batch.reset(options);
    for (const Entry& entry : sessions.entries()) batch.add(entry);
    total.merge(batch);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(sessions.entries().size()));
}

void with_prefix(benchmark::State& state) { add_entries(state, "session:", cxdump::report::Depth::shallow); }
void without_prefix(benchmark::State& state) { add_entries(state, "", cxdump::report::Depth::shallow); }
void deep(benchmark::State& state) { add_entries(state, "session:", cxdump::report::Depth::deep); }

BENCHMARK(with_prefix);
BENCHMARK(without_prefix);
BENCHMARK(deep);

}  // namespace
