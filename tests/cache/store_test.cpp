#include "cxdump/cache/store.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>

#include "support.hpp"
#include "terms.hpp"

namespace cxdump {
namespace {

using cache::Store;
using namespace test;

Term bytes_of(std::string_view hex) {
  const std::string raw = unhex(hex);
  return copy(as_bytes(raw));
}

// A batch of v2 or v3 records, as a decoder gives it.
struct MadeBatch {
  dump::Batch batch;
  std::vector<etf::Hash128> hashes;

  MadeBatch(const std::vector<std::pair<Term, Term>>& pairs, dump::Container shape, std::uint64_t seed) {
    std::vector<std::size_t> starts;
    std::vector<std::size_t> keys;
    Term all;
    for (const auto& [key, value] : pairs) {
      starts.push_back(all.size());
      etf::append_tuple_header(all, shape == dump::Container::v2 ? 4 : 5);
      if (shape != dump::Container::v2) etf::append_atom(all, "entry");
      keys.push_back(all.size());
      const std::vector<Term> fields = shape == dump::Container::v4
                                           ? std::vector<Term>{key, value, integer(1000), nil()}
                                           : std::vector<Term>{key, integer(1000), nil(), value};
      for (const Term& field : fields) etf::append_term(all, field);
    }
    starts.push_back(all.size());
    batch.container = shape;
    batch.input.append(all);
    etf::Canonical canonical;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      dump::Entry entry;
      entry.record = batch.input.bytes().subspan(starts[i], starts[i + 1] - starts[i]);
      entry.key = batch.input.bytes().subspan(keys[i], pairs[i].first.size());
      batch.entries.push_back(entry);
      hashes.push_back(etf::key_hash(entry.key, seed, canonical));
    }
  }
};

TEST_CASE("a key written again has the new value, and only one entry") {
  Store store(1);
  put(store, text("a"), integer(1));
  put(store, text("a"), integer(2));
  CHECK(store.size() == 1);
  CHECK(value_of(store, text("a")) == integer(2));
}

TEST_CASE("1 and 1.0 are two keys") {
  Store store(1);
  Term one;
  etf::append_float(one, 1.0);
  put(store, integer(1), text("integer"));
  put(store, one, text("float"));
  CHECK(store.size() == 2);
  CHECK(value_of(store, integer(1)) == text("integer"));
  CHECK(value_of(store, one) == text("float"));
}

TEST_CASE("two encodings of one term are one key") {
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"64 0001 61", "77 01 61"},                    // an atom in Latin-1 and in UTF-8
      {"6b 0002 0102", "6c 00000002 6101 6102 6a"},  // a list of bytes
      {"61 05", "6e 01 00 05"},                      // a small integer
      {"74 00000002 6101 610a 6102 6114", "74 00000002 6102 6114 6101 610a"},  // a map in two orders
  };
  for (const auto& [one, other] : pairs) {
    CAPTURE(one);
    Store store(7);
    put(store, bytes_of(one), integer(1));
    CHECK(value_of(store, bytes_of(other)) == integer(1));
    put(store, bytes_of(other), integer(2));
    CHECK(store.size() == 1);
    CHECK(value_of(store, bytes_of(one)) == integer(2));
    CHECK(store.erase(bytes_of(one)));
    CHECK(store.empty());
  }
}

TEST_CASE("all four terms of an entry come back, whatever container it was loaded from") {
  for (const auto shape : {dump::Container::v2, dump::Container::v3, dump::Container::v4}) {
    Store store(3);
    MadeBatch made({{text("k"), text("v")}, {integer(300), nil()}}, shape, store.seed());
    store.adopt(made.batch, made.hashes);
    const auto entry = store.find(text("k"));
    REQUIRE(entry);
    CHECK(copy(entry->key) == text("k"));
    CHECK(copy(entry->value) == text("v"));
    CHECK(copy(entry->touched) == integer(1000));
    CHECK(copy(entry->ttl) == nil());
    CHECK(value_of(store, integer(300)) == nil());
  }
}

TEST_CASE(
    "a batch takes the place of what was there, its last entry of a key wins, and the pool's slot is left "
    "empty") {
  Store store(3);
  put(store, text("k"), integer(0));
  MadeBatch made({{text("k"), integer(1)}, {text("k"), integer(2)}}, dump::Container::v3, store.seed());
  store.adopt(made.batch, made.hashes);
  CHECK(made.batch.input.capacity() == 0);
  CHECK(store.size() == 1);
  CHECK(value_of(store, text("k")) == integer(2));
}

TEST_CASE("an entry whose record stands outside its batch's window is copied") {
  Store store(3);
  MadeBatch made({{text("k"), integer(1)}}, dump::Container::v2, store.seed());
  const Term elsewhere = copy(made.batch.entries[0].record);
  const Term key = text("k"), value = integer(1), touched = integer(5), ttl = nil();
  made.batch.entries[0] = {.key = key, .value = value, .touched = touched, .ttl = ttl, .record = elsewhere};
  store.adopt(made.batch, made.hashes);
  made.batch.clear();
  CHECK(value_of(store, text("k")) == integer(1));
}

TEST_CASE("merging a store overwrites clashing keys and keeps the others") {
  Store older(5);
  Store newer(5);
  for (int i = 0; i < 100; ++i) put(older, integer(i), text("old"));
  for (int i = 50; i < 150; ++i) put(newer, integer(i), text("new"));
  older.merge(std::move(newer));
  CHECK(older.size() == 150);
  CHECK(value_of(older, integer(49)) == text("old"));
  CHECK(value_of(older, integer(50)) == text("new"));
  CHECK(value_of(older, integer(149)) == text("new"));
  put(older, integer(200), text("later"));
  CHECK(value_of(older, integer(200)) == text("later"));
}

TEST_CASE("an entry may be written from views of the store's own entries") {
  Store store(5);
  put(store, text("a"), text("value"));
  for (int i = 0; i < 50000; ++i) {
    const auto entry = store.find(text("a"));
    REQUIRE(entry);
    store.put(*entry);
  }
  CHECK(value_of(store, text("a")) == text("value"));
}

TEST_CASE("memory of what is overwritten or removed is given back") {
  Store store(5);
  const Term large = text(std::string(1000, 'x'));
  std::uint64_t most = 0;
  for (int round = 0; round < 8; ++round) {
    for (int i = 0; i < 10000; ++i) {
      put(store, integer((i * 7919) % 10000), large);
      most = std::max(most, store.memory());
    }
  }
  CHECK(store.size() == 10000);
  const std::uint64_t living = 10000 * 1030;
  CHECK(most < 2 * living + (std::uint64_t{20} << 20));
  for (int i = 1; i < 10000; ++i) store.erase(integer(i));
  CHECK(store.memory() < (std::uint64_t{20} << 20));
  CHECK(value_of(store, integer(0)) == large);
  CHECK(store.clear() == 1);
  CHECK(store.memory() < 4096);
}

std::string raw(const Term& key) { return std::string(as_text(key)); }

TEST_CASE("random calls leave what a plain map would hold") {
  std::mt19937_64 random(42);
  for (int round = 0; round < 20; ++round) {
    Store store(random());
    std::map<std::string, Term> model;  // by the key's bytes
    const auto any_key = [&] {
      return random() % 2 ? integer(static_cast<std::int64_t>(random() % 300))
                          : text(std::to_string(random() % 300));
    };
    const auto any_value = [&] { return text(std::string(random() % 3000, 'v')); };
    for (int call = 0; call < 3000; ++call) {
      const Term key = any_key();
      switch (random() % 8) {
        case 0:
          CHECK(store.erase(key) == (model.erase(raw(key)) == 1));
          break;
        case 1:
          CHECK(value_of(store, key) == (model.contains(raw(key)) ? model[raw(key)] : Term{}));
          break;
        case 2: {
          std::vector<std::pair<Term, Term>> pairs;
          for (std::uint64_t i = random() % 6; i-- > 0;) pairs.emplace_back(any_key(), any_value());
          for (const auto& [k, v] : pairs) model[raw(k)] = v;
          const auto shape = random() % 2 ? dump::Container::v3 : dump::Container::v2;
          MadeBatch made(pairs, shape, store.seed());
          store.adopt(made.batch, made.hashes);
          break;
        }
        case 3:
          if (random() % 50 == 0) {
            const std::uint64_t removed =
                store.erase_if([](const dump::Entry& e) { return e.value.size() % 2 == 0; });
            CHECK(removed ==
                  std::erase_if(model, [](const auto& pair) { return pair.second.size() % 2 == 0; }));
          }
          break;
        default:
          model[raw(key)] = any_value();
          put(store, key, model[raw(key)]);
      }
      REQUIRE(store.size() == model.size());
    }
    std::map<std::string, Term> held;
    store.for_each(
        [&](const dump::Entry& entry) { held[std::string(as_text(entry.key))] = copy(entry.value); });
    CHECK(held == model);
  }
}

}  // namespace
}  // namespace cxdump
