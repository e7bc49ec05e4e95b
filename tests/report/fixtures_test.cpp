// The figures of real dumps against what their oracles say.
#include <doctest/doctest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "cxdump/dump/codec.hpp"
#include "cxdump/io/file_source.hpp"
#include "report/stats.hpp"
#include "support.hpp"

using namespace cxdump;

namespace {

constexpr std::int64_t kNow = 1'800'000'000'000;

struct Inspected {
  dump::DataInfo data;
  std::unique_ptr<report::Stats> stats = std::make_unique<report::Stats>();
  bool numbered_from_1 = true;
};

Inspected inspect(const std::string& name, std::size_t window) {
  dump::DecodeOptions options;
  options.window = window;
  const dump::DecoderPtr decoder = dump::open_dump(io::open_input(test::testdata(name)), options);
  Inspected result;
  result.stats->reset({kNow, 3, report::Depth::deep});
  std::uint64_t number = 0;
  dump::Batch batch;
  while (decoder->next(batch)) {
    for (const dump::Entry& entry : batch.entries) {
      result.numbered_from_1 = result.numbered_from_1 && entry.number == ++number;
      result.stats->add(entry);
    }
  }
  result.data = decoder->info();
  return result;
}

struct Expected {
  std::uint64_t entries = 0, expired = 0, without_ttl = 0;
};

Expected expected(const std::string& oracle) {
  Expected result;
  for (const std::string& line : test::fixture_lines(oracle)) {
    const auto entry = nlohmann::json::parse(line);
    ++result.entries;
    if (entry["ttl"].is_null()) {
      ++result.without_ttl;
    } else if (entry["touched"].get<std::int64_t>() + entry["ttl"].get<std::int64_t>() < kNow) {
      ++result.expired;
    }
  }
  return result;
}

}  // namespace

TEST_CASE("entries, expired ones and those without a ttl are as the oracles have them, in every container") {
  for (const std::string file : {"v2.1.0/ttl-c1", "v3.6.0/ttl-c0", "v4.1.1/ttl", "v2.1.0/sessions-1k-c6",
                                 "v3.6.0/mixed-c9", "v4.1.1/random", "v4.1.1/empty"}) {
    CAPTURE(file);
    const std::string oracle =
        file.substr(0, file.rfind("-c") == std::string::npos ? file.size() : file.rfind("-c"));
    const Expected wanted = expected("cachex/" + oracle + ".oracle.jsonl");
    for (const std::size_t window : {std::size_t{100}, std::size_t{1} << 20}) {
      const Inspected got = inspect("cachex/" + file + ".dump", window);
      CHECK(got.stats->entries() == wanted.entries);
      CHECK(got.stats->expired == wanted.expired);
      CHECK(got.stats->without_ttl == wanted.without_ttl);
      CHECK(got.data.entries == wanted.entries);
      CHECK(got.numbered_from_1);
    }
  }
}

TEST_CASE("a real dump of every kind of term is known to be unsafe in another VM") {
  const Inspected mixed = inspect("cachex/v4.1.1/mixed.dump", std::size_t{1} << 20);
  for (const std::uint64_t count : mixed.stats->unsafe.counts) CHECK(count > 0);
  CHECK(mixed.stats->first_atom == report::AtomTag::latin1);
  const Inspected sessions = inspect("cachex/v4.1.1/sessions-1k.dump", std::size_t{1} << 20);
  CHECK(sessions.stats->unsafe.entries == 0);
}
