// Random dumps: what is converted is what was there, and what is merged is what a model keeps.

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <tuple>

#include "dump/dumps.hpp"
#include "io/memory_sink.hpp"
#include "io/scratch.hpp"
#include "ops/copy.hpp"
#include "ops/merge.hpp"

namespace {

using namespace cxdump;
using dump::Container;
using ops::OnClash;
using test::Four;
using test::Fours;

constexpr Container kContainers[] = {Container::v2, Container::v3, Container::v4};

std::string random_ttl(std::mt19937_64& random) {
  switch (random() % 4) {
    case 0:
      return test::nil();
    case 1:
      return test::integer(static_cast<std::int64_t>(random()));
    case 2:
      return std::string("F\x40\x04\0\0\0\0\0\0", 9);  // 2.5
    default:
      return test::integer(static_cast<std::int64_t>(random() % 1000));
  }
}

std::string random_value(std::mt19937_64& random) {
  switch (random() % 4) {
    case 0:
      return test::binary(std::string(random() % 300, static_cast<char>(random())));
    case 1:
      return "h\2" + test::integer(static_cast<std::int64_t>(random())) + test::nil();
    case 2:  // an entry's shape, which is no entry here
      return "h\4" + test::binary("k") + test::integer(1) + test::nil() + test::nil();
    default:
      return "t" + test::big_endian(1) + test::binary("k") + "l" + test::big_endian(1) + "a\7j";
  }
}

/// Entries of at most so many keys, some of which come again.
Fours random_entries(std::mt19937_64& random, std::uint64_t keys) {
  Fours entries(random() % (2 * keys));
  for (Four& entry : entries) {
    const auto number = static_cast<std::int64_t>(random() % keys);
    const std::string key = number % 2 == 0 ? test::integer(number) : test::binary(std::to_string(number));
    entry = {key, test::integer(static_cast<std::int64_t>(random() % 50)), random_ttl(random),
             random_value(random)};
  }
  return entries;
}

std::string converted(const std::string& dump, const dump::WriteOptions& options, int threads) {
  io_test::Buffer bytes;
  io_test::MemorySink sink(bytes);
  dump::DumpWriter writer(sink, options);
  dump::DecodeOptions decode;
  decode.window = 4096;
  const auto decoder = dump::open_dump(io::memory_source(as_bytes(dump), "test"), decode);
  ops::copy(*decoder, dump::Selection({}), writer, sink, threads);
  writer.end();
  return std::string(as_text(bytes));
}

dump::WriteOptions random_form(std::mt19937_64& random, Container container) {
  dump::WriteOptions options;
  options.container = container;
  options.level = static_cast<int>(random() % 10);
  options.engine = random() % 2 == 0 ? dump::Engine::fast : dump::Engine::zlib;
  return options;
}

/// Key, and what else there is of its entry.
using Model = std::map<std::string, Four>;

Model last_of_each(const Fours& entries) {
  Model model;
  for (const Four& entry : entries) model[entry.key] = entry;
  return model;
}

/// All touched times of the random entries are of one byte.
bool is_newer(const Four& one, const Four& other) { return one.touched >= other.touched; }

Model merged_model(const std::vector<Fours>& files, OnClash rule) {
  Model model;
  for (const Fours& file : files) {
    for (const auto& [key, entry] : last_of_each(file)) {
      const auto [place, is_new] = model.emplace(key, entry);
      if (is_new || rule == OnClash::first) continue;
      if (rule == OnClash::last || is_newer(entry, place->second)) place->second = entry;
    }
  }
  return model;
}

Fours sorted(Fours entries) {
  const auto all = [](const Four& four) { return std::tie(four.key, four.touched, four.ttl, four.value); };
  std::sort(entries.begin(), entries.end(), [&](const Four& a, const Four& b) { return all(a) < all(b); });
  return entries;
}

Fours merge(const std::vector<std::string>& dumps, OnClash rule, const dump::WriteOptions& write,
            int threads) {
  std::vector<io::Rereadable> inputs;
  for (const std::string& dump : dumps)
    inputs.emplace_back("input", [&dump] { return io::memory_source(as_bytes(dump), "input"); });
  ops::MergeOptions options;
  options.on_clash = rule;
  options.decode.window = 4096;
  const io_test::Scratch scratch;
  const auto result = ops::merge(inputs, dump::Selection({}), options,
                                 {scratch.path("out"), io::Existing::keep}, write, threads);
  for (const ops::MergeShare& share : result.shares)
    CHECK(share.read == share.given + share.lost + share.duplicates);
  return test::fours_of(scratch.read("out"));
}

}  // namespace

TEST_CASE("through any containers, levels and engines every entry stays as it is, in its place") {
  std::mt19937_64 random(11);
  for (int i = 0; i < 20; ++i) {
    const Fours entries = random_entries(random, 500);
    std::string dump = test::v2_dump(entries);
    for (const Container first : kContainers) {
      for (const Container second : kContainers) {
        dump = converted(dump, random_form(random, first), 1 + i % 3);
        dump = converted(dump, random_form(random, second), 1 + i % 3);
        CHECK(test::fours_of(dump) == entries);
      }
    }
  }
}

TEST_CASE("a merge keeps what a model keeps, and every entry read is accounted for") {
  std::mt19937_64 random(12);
  for (int i = 0; i < 60; ++i) {
    std::vector<Fours> files(1 + random() % 4);
    std::vector<std::string> dumps;
    for (Fours& file : files) {
      file = random_entries(random, 1 + random() % 400);
      dumps.push_back(converted(test::v2_dump(file), random_form(random, kContainers[random() % 3]), 1));
    }
    for (const OnClash rule : {OnClash::last, OnClash::first, OnClash::newest}) {
      CAPTURE(i);
      Fours wanted;
      for (const auto& [key, entry] : merged_model(files, rule)) wanted.push_back(entry);
      const auto write = random_form(random, kContainers[random() % 3]);
      CHECK(sorted(merge(dumps, rule, write, 1 + i % 3)) == sorted(wanted));
    }
  }
}
