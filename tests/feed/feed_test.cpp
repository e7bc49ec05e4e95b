// Every fixture, fed in every way: whatever the size of the reads, the windows and the number of threads, the
// same entries come out; and a file cut anywhere gives an error there and never an entry more.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "base/pipeline.hpp"
#include "cxdump/base/error.hpp"
#include "cxdump/dump/codec.hpp"
#include "cxdump/io/file_source.hpp"
#include "cxdump/io/memory_source.hpp"
#include "support.hpp"

namespace {

using namespace cxdump;

/// What came of a file: its records one after the other, and how it ended.
struct Outcome {
  std::string records;
  std::uint64_t entries = 0;
  std::string error;  ///< its message without a place in the file
  bool operator==(const Outcome&) const = default;
};

Outcome decode(io::SourcePtr source, std::size_t window, int threads = 1) {
  Outcome outcome;
  try {
    dump::DecodeOptions options;
    options.window = window;
    const dump::DecoderPtr decoder = dump::open_dump(std::move(source), options);
    struct Slot {
      dump::Batch batch;
      std::string records;
    };
    const auto produce = [&](Slot& slot) {
      return decoder->next(slot.batch) ? Produced::batch : Produced::end;
    };
    const auto work = [](Slot& slot) {
      slot.records.clear();
      for (const dump::Entry& entry : slot.batch.entries) {
        slot.records += std::to_string(entry.at) + ":";
        slot.records += as_text(entry.record);
      }
    };
    const auto consume = [&](Slot& slot) {
      CHECK(slot.batch.first_number == outcome.entries);
      outcome.entries += slot.batch.entries.size();
      outcome.records += slot.records;
      return true;
    };
    run_ordered<Slot>(
        threads, [&] { decoder->read_ahead(); }, produce, work, consume,
        [&](Slot& slot) {
          work(slot);
          return consume(slot);
        });
    CHECK(decoder->info().entries == outcome.entries);
  } catch (const Error& error) {
    outcome.error = error.what();
  }
  return outcome;
}

std::vector<std::string> all_fixtures() {
  std::vector<std::string> files;
  for (const auto& item : std::filesystem::recursive_directory_iterator(CXDUMP_TESTDATA "/cachex")) {
    const std::string path = item.path().string();
    const bool odd = item.path().parent_path().filename() == "odd" && !item.path().has_extension();
    if (item.is_regular_file() && (item.path().extension() == ".dump" || odd)) files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool is_small(const std::string& path, std::uintmax_t most) {
  return std::filesystem::file_size(path) <= most;
}

/// Fixtures whose data is far larger than their file, where tiny windows would take minutes.
bool is_bomb(const std::string& path) {
  return path.find("bomb_64m") != std::string::npos || path.find("oversize") != std::string::npos;
}

}  // namespace

TEST_CASE(
    "the same entries come out of a file whatever the size of reads and windows and the number of threads") {
  const std::vector<std::string> files = all_fixtures();
  CHECK(files.size() > 100);
  for (const std::string& path : files) {
    CAPTURE(path);
    const std::string bytes = test::fixture(path.substr(std::string_view(CXDUMP_TESTDATA "/").size()));
    constexpr std::size_t whole = std::size_t{1} << 20;
    const Outcome expected = decode(io::open_input(path), whole);
    for (const int threads : {2, 8}) CHECK(decode(io::open_input(path), whole, threads) == expected);
    if (is_bomb(path)) continue;
    for (const std::size_t window :
         {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}, std::size_t{4096}}) {
      CAPTURE(window);
      if (window < 4096 && !is_small(path, 20'000)) continue;
      CHECK(decode(io::memory_source(as_bytes(bytes), path), window) == expected);
      CHECK(decode(io::memory_source(as_bytes(bytes), path), window, 2) == expected);
      CHECK(decode(io::chunked(io::memory_source(as_bytes(bytes), path), window), whole, 2) == expected);
      CHECK(decode(io::chunked(io::memory_source(as_bytes(bytes), path), window), window) == expected);
    }
  }
}

TEST_CASE("a plain dump cut at any byte gives an error there, and the entries that were whole before it") {
  for (const char* name : {"v2.1.0/example-c0.dump", "v3.6.0/ttl-c0.dump", "v2.1.0/single-c0.dump"}) {
    const std::string path = std::string(CXDUMP_TESTDATA "/cachex/") + name;
    const std::string bytes = test::fixture(path.substr(std::string_view(CXDUMP_TESTDATA "/").size()));
    const Outcome whole = decode(io::memory_source(as_bytes(bytes), path), 4096);
    for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
      CAPTURE(cut);
      const Outcome outcome = decode(io::memory_source(as_bytes(bytes).first(cut), path), 16);
      CHECK(outcome.error.find("at byte " + std::to_string(cut) + " ") != std::string::npos);
      CHECK(outcome.entries <= whole.entries);
      CHECK(whole.records.starts_with(outcome.records));
    }
  }
}

TEST_CASE("a compressed dump cut at any byte gives an error and never an entry that is not there") {
  for (const char* name : {"v2.1.0/ttl-c1.dump", "v3.6.0/merge-a-c1.dump", "v4.1.1/ttl.dump"}) {
    const std::string path = std::string(CXDUMP_TESTDATA "/cachex/") + name;
    const std::string bytes = test::fixture(path.substr(std::string_view(CXDUMP_TESTDATA "/").size()));
    const Outcome whole = decode(io::memory_source(as_bytes(bytes), path), 4096);
    CHECK(whole.error.empty());
    for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
      CAPTURE(cut);
      const Outcome outcome = decode(io::memory_source(as_bytes(bytes).first(cut), path), 4096);
      CHECK(!outcome.error.empty());
      CHECK(decode(io::memory_source(as_bytes(bytes).first(cut), path), 64, 2) == outcome);
      CHECK(whole.records.starts_with(outcome.records));
    }
  }
}
