// What is done to a term's bytes: skip, validate, encode, order, hash. Bytes a second are those of the term
// read. Reads the uncompressed v3 dump that CXDUMP_BENCH_DUMP names, else a small one of sessions from
// testdata/.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "cxdump/etf/canonical.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/encode.hpp"
#include "cxdump/etf/key_hash.hpp"
#include "cxdump/etf/order.hpp"
#include "cxdump/etf/outline.hpp"
#include "cxdump/etf/phash2.hpp"
#include "cxdump/etf/validate.hpp"

namespace {

using namespace cxdump;
using Buffer = std::vector<std::uint8_t>;

Buffer read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The entries of a dump, as slices of it.
struct Dump {
  Buffer bytes;
  Bytes list;  ///< without 131
  std::vector<Bytes> entries;
  std::vector<Bytes> keys;

  Dump() {
    const char* path = std::getenv("CXDUMP_BENCH_DUMP");
    bytes = read_file(path == nullptr ? CXDUMP_TESTDATA "/cachex/v3.6.0/sessions-1k-c0.dump" : path);
    if (bytes.size() < 6) std::abort();
    list = Bytes(bytes).subspan(1);
    etf::Cursor cursor(list);
    etf::Head head{};
    if (cursor.next(head) != Status::ok || head.kind != etf::Kind::list) std::abort();
    for (std::uint32_t i = 0; i < head.count; ++i) cut(cursor);
  }

  void cut(etf::Cursor& cursor) {
    const std::size_t begin = cursor.position();
    if (cursor.skip() != Status::ok) std::abort();
    entries.push_back(list.subspan(begin, cursor.position() - begin));
    etf::Cursor inside(entries.back());
    etf::Head head{};
    if (inside.next(head) != Status::ok || inside.skip() != Status::ok) std::abort();  // {entry, Key, ...
    keys.push_back(entries.back().subspan(inside.position()));
    keys.back() = keys.back().first(etf::term_length(keys.back()));
  }
};

const Dump& dump() {
  static const Dump dump;
  return dump;
}

void count_bytes(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * dump().list.size()));
}

void skip(benchmark::State& state) {
  for (auto _ : state) {
    etf::Cursor cursor(dump().list);
    if (cursor.skip() != Status::ok) state.SkipWithError("not a term");
  }
  count_bytes(state);
}
BENCHMARK(skip);

void outline(benchmark::State& state) {
  etf::Outline outline;
  for (auto _ : state) {
    for (const Bytes entry : dump().entries) {
      if (outline.build(entry) != Status::ok) state.SkipWithError("not a term");
    }
  }
  count_bytes(state);
}
BENCHMARK(outline);

void validate(benchmark::State& state) {
  etf::Validator validator;
  for (auto _ : state) {
    for (const Bytes entry : dump().entries) {
      if (validator.check(entry) != Status::ok) state.SkipWithError("not a term");
    }
  }
  count_bytes(state);
}
BENCHMARK(validate);

void encode(benchmark::State& state, etf::EncodeOptions options) {
  etf::Encoder encoder(options);
  Buffer out;
  for (auto _ : state) {
    for (const Bytes entry : dump().entries) {
      out.clear();
      encoder.encode(entry, out);
      benchmark::DoNotOptimize(out.data());
    }
  }
  count_bytes(state);
}
BENCHMARK_CAPTURE(encode, as_it_is, etf::EncodeOptions{});
BENCHMARK_CAPTURE(encode, minor_version_2, etf::EncodeOptions{etf::MinorVersion::two, etf::MapOrder::as_vm});

/// Each entry against `others`, which differ from it nowhere or at the very end: nothing can be left out.
void order_against(benchmark::State& state, const std::vector<Buffer>& others) {
  etf::Order order;
  for (auto _ : state) {
    for (std::size_t i = 0; i < others.size(); ++i) {
      benchmark::DoNotOptimize(order.compare(dump().entries[i], others[i]));
    }
  }
  count_bytes(state);
}

void order_last_byte_differs(benchmark::State& state) {
  std::vector<Buffer> others;
  for (const Bytes entry : dump().entries) {
    others.emplace_back(entry.begin(), entry.end());
    ++others.back().back();
  }
  order_against(state, others);
}
BENCHMARK(order_last_byte_differs);

/// Equal terms in different bytes.
void order_other_minor_version(benchmark::State& state) {
  std::vector<Buffer> others(dump().entries.size());
  etf::Encoder encoder({etf::MinorVersion::two, etf::MapOrder::as_vm});
  for (std::size_t i = 0; i < others.size(); ++i) encoder.encode(dump().entries[i], others[i]);
  order_against(state, others);
}
BENCHMARK(order_other_minor_version);

void canonical(benchmark::State& state) {
  etf::Canonical canonical;
  for (auto _ : state) {
    for (const Bytes entry : dump().entries) benchmark::DoNotOptimize(canonical.of(entry).data());
  }
  count_bytes(state);
}
BENCHMARK(canonical);

void phash2(benchmark::State& state) {
  for (auto _ : state) {
    for (const Bytes entry : dump().entries) benchmark::DoNotOptimize(etf::phash2(entry));
  }
  count_bytes(state);
}
BENCHMARK(phash2);

void key_hash(benchmark::State& state) {
  etf::Canonical canonical;
  for (auto _ : state) {
    for (const Bytes key : dump().keys) benchmark::DoNotOptimize(etf::key_hash(key, 1, canonical));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * dump().keys.size()));
}
BENCHMARK(key_hash);

}  // namespace
