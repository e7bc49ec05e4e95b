// Terms to text and back. Bytes a second are those of the term. Reads the uncompressed v3 dump that
// CXDUMP_BENCH_DUMP names, else a small one of sessions from testdata/.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "cxdump/etf/big_text.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/text_parse.hpp"
#include "cxdump/etf/text_print.hpp"

namespace {

using namespace cxdump;

std::vector<std::uint8_t> read_dump() {
  const char* path = std::getenv("CXDUMP_BENCH_DUMP");
  std::ifstream file(path == nullptr ? CXDUMP_TESTDATA "/cachex/v3.6.0/sessions-1k-c0.dump" : path,
                     std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The entries of the list that a v3 dump is.
struct Entries {
  std::vector<std::uint8_t> bytes = read_dump();
  std::vector<Bytes> entries;

  Entries() {
    if (bytes.size() < 6) std::abort();
    const Bytes list = Bytes(bytes).subspan(1);
    etf::Cursor cursor(list);
    etf::Head head{};
    if (cursor.next(head) != Status::ok || head.kind != etf::Kind::list) std::abort();
    for (std::uint32_t i = 0; i < head.count; ++i) {
      const std::size_t begin = cursor.position();
      if (cursor.skip() != Status::ok) std::abort();
      entries.push_back(list.subspan(begin, cursor.position() - begin));
    }
  }
};

template <typename Printer>
void print(benchmark::State& state) {
  const Entries dump;
  Printer printer;
  std::string out;
  for (auto _ : state) {
    for (const Bytes entry : dump.entries) {
      out.clear();
      printer.print(entry, out);
      benchmark::DoNotOptimize(out.data());
    }
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(dump.bytes.size()));
}
BENCHMARK(print<etf::ElixirPrinter>)->Name("print as Elixir");
BENCHMARK(print<etf::ErlangPrinter>)->Name("print as Erlang");

void parse(benchmark::State& state) {
  const Entries dump;
  std::vector<std::string> texts;
  for (const Bytes entry : dump.entries) etf::print_elixir(entry, texts.emplace_back());
  for (auto _ : state) {
    for (const std::string& text : texts) benchmark::DoNotOptimize(etf::parse_elixir(text).data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(dump.bytes.size()));
}
BENCHMARK(parse)->Name("parse Elixir");

void decimal(benchmark::State& state) {
  const std::vector<std::uint8_t> magnitude(static_cast<std::size_t>(state.range(0)), 0xA5);
  std::string out;
  for (auto _ : state) {
    out.clear();
    etf::append_decimal(magnitude, etf::Sign::positive, out);
    benchmark::DoNotOptimize(out.data());
  }
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(decimal)
    ->Name("integer to decimal")
    ->Arg(16)
    ->Arg(512)
    ->Arg(16 << 10)
    ->Arg(256 << 10)
    ->Unit(benchmark::kMillisecond);

}  // namespace
