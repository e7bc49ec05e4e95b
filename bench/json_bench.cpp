// Terms to JSON and back. Bytes a second are those of the terms for the writer, of the text for escaping and
// reading. Reads the uncompressed v2 or v3 dump that CXDUMP_BENCH_DUMP names, else a small one of sessions
// from testdata/.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cxdump/etf/cursor.hpp"
#include "cxdump/io/memory_source.hpp"
#include "json/entry_reader.hpp"
#include "json/escape.hpp"
#include "json/survey.hpp"
#include "json/term_writer.hpp"

namespace {

using namespace cxdump;

/// The values of a dump's entries, as slices of it.
struct Values {
  std::string bytes;
  std::vector<Bytes> terms;
  std::int64_t size = 0;

  Values() {
    const char* path = std::getenv("CXDUMP_BENCH_DUMP");
    std::ifstream file(path == nullptr ? CXDUMP_TESTDATA "/cachex/v3.6.0/sessions-1k-c0.dump" : path,
                       std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    etf::Cursor cursor(as_bytes(bytes), 1);
    etf::Head list{};
    if (cursor.next(list) != Status::ok || list.kind != etf::Kind::list) std::abort();
    for (std::uint32_t i = 0; i < list.count; ++i) cut(cursor);
  }

  void cut(etf::Cursor& cursor) {
    etf::Head record{};
    if (cursor.next(record) != Status::ok || cursor.skip(record.count - 1) != Status::ok) std::abort();
    const std::uint8_t* begin = cursor.here();
    if (cursor.skip() != Status::ok) std::abort();
    terms.push_back(between(begin, cursor.here()));
    size += static_cast<std::int64_t>(terms.back().size());
  }
};

const Values& values() {
  static const Values loaded;
  return loaded;
}

void write_terms(benchmark::State& state, json::WriterOptions options) {
  json::TermWriter writer(options);
  Buffer buffer;
  for (auto _ : state) {
    json::TextBuffer out(
        buffer, [](Bytes text) { benchmark::DoNotOptimize(text.data()); }, std::size_t{1} << 20);
    for (const Bytes term : values().terms) {
      writer.write(term, out);
      out.relieve();
    }
    out.flush();
  }
  state.SetBytesProcessed(state.iterations() * values().size);
}
BENCHMARK_CAPTURE(write_terms, plain, {.mode = json::Mode::plain});
BENCHMARK_CAPTURE(write_terms, typed, {.mode = json::Mode::typed});
BENCHMARK_CAPTURE(write_terms, pretty, {.style = json::Style::pretty});

// What a term costs beside writing it, when it cannot be written on a guess.
void survey_terms(benchmark::State& state) {
  json::Survey survey;
  for (auto _ : state) {
    for (const Bytes term : values().terms) survey.build(term);
  }
  state.SetBytesProcessed(state.iterations() * values().size);
}
BENCHMARK(survey_terms);

void escape_text(benchmark::State& state, char* (*escape)(Bytes, char*), std::string_view piece) {
  std::string text;
  while (text.size() < static_cast<std::size_t>(state.range(0))) text += piece;
  text.resize(static_cast<std::size_t>(state.range(0)));
  std::vector<char> out(json::escaped_room(text.size()));
  for (auto _ : state) benchmark::DoNotOptimize(escape(as_bytes(text), out.data()));
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
constexpr std::string_view kAscii = "plain text of a session";
constexpr std::string_view kPolish = "za\xC5\xBC\xC3\xB3\xC5\x82\xC4\x87 ja\xC5\xBA\xC5\x84 ";
constexpr std::string_view kQuotes = "{\"id\":\"a\\n\"}";
BENCHMARK_CAPTURE(escape_text, ascii, json::escape_utf8, kAscii)->Arg(6)->Arg(24)->Arg(1 << 14);
BENCHMARK_CAPTURE(escape_text, ascii_portable, json::escape_utf8_portable, kAscii)->Arg(24)->Arg(1 << 14);
BENCHMARK_CAPTURE(escape_text, polish, json::escape_utf8, kPolish)->Arg(1 << 14);
BENCHMARK_CAPTURE(escape_text, quotes, json::escape_utf8, kQuotes)->Arg(1 << 14);

std::string entries_text(json::Mode mode) {
  Buffer buffer;
  json::TextBuffer out(buffer);
  json::TermWriter writer({.mode = mode});
  for (const Bytes term : values().terms) {
    out.put("{\"key\":1,\"value\":");
    writer.write(term, out);
    out.put("}\n");
  }
  return std::string(as_text(buffer.bytes()));
}

void read_entries(benchmark::State& state, json::Mode mode) {
  const std::string text = entries_text(mode);
  for (auto _ : state) {
    const io::SourcePtr source = io::memory_source(as_bytes(text), "bench");
    json::EntryReader reader(*source, 0);
    json::JsonEntry entry;
    while (reader.next(entry)) benchmark::DoNotOptimize(entry.value.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK_CAPTURE(read_entries, plain, json::Mode::plain);
BENCHMARK_CAPTURE(read_entries, typed, json::Mode::typed);

void cut_entries(benchmark::State& state) {
  const std::string text = entries_text(json::Mode::typed);
  for (auto _ : state) {
    const io::SourcePtr source = io::memory_source(as_bytes(text), "bench");
    json::EntryCutter cutter(*source);
    json::EntryText entry;
    while (cutter.next(entry)) benchmark::DoNotOptimize(entry.text.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(cut_entries);

// The streaming parser that was not taken, doing nothing with what it finds.
struct Ignore : nlohmann::json_sax<nlohmann::json> {
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    return false;
  }
};

void read_by_nlohmann_sax(benchmark::State& state) {
  std::string text = "[" + entries_text(json::Mode::typed);
  std::replace(text.begin(), text.end(), '\n', ',');
  text.back() = ']';
  for (auto _ : state) {
    Ignore ignore;
    if (!nlohmann::json::sax_parse(text, &ignore)) std::abort();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(read_by_nlohmann_sax);

}  // namespace
