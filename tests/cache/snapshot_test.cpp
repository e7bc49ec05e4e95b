#include "cxdump/cache/snapshot.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "cxdump/cache/store.hpp"
#include "terms.hpp"

namespace cxdump {
namespace {

using cache::Snapshot;
using cache::Store;
using namespace test;

TEST_CASE("a snapshot holds what was there when it was taken, whatever happens to the store") {
  Store store(1);
  for (int i = 0; i < 1000; ++i) put(store, integer(i), text("before"));
  Snapshot snapshot = store.snapshot();
  for (int i = 0; i < 1000; ++i) put(store, integer(i), text("after"));
  store.clear();
  snapshot.sort();
  REQUIRE(snapshot.size() == 1000);
  for (std::size_t i = 0; i < 1000; ++i) {
    CHECK(copy(snapshot[i].key) == integer(static_cast<std::int64_t>(i)));
    CHECK(copy(snapshot[i].value) == text("before"));
  }
}

TEST_CASE("a sorted snapshot has entries in the order in which they were last written") {
  Store store(1);
  for (const int i : {3, 1, 2, 1}) put(store, integer(i), nil());
  Snapshot snapshot = store.snapshot();
  snapshot.sort();
  REQUIRE(snapshot.size() == 3);
  CHECK(copy(snapshot[0].key) == integer(3));
  CHECK(copy(snapshot[1].key) == integer(2));
  CHECK(copy(snapshot[2].key) == integer(1));
}

TEST_CASE("another thread reads a snapshot while the store goes on changing") {
  Store store(1);
  const Term value = text(std::string(500, 'v'));
  for (int i = 0; i < 2000; ++i) put(store, integer(i), value);
  for (int round = 0; round < 5; ++round) {
    std::size_t right = 0;
    Snapshot snapshot = store.snapshot();
    const std::size_t expected = snapshot.size();
    std::thread reader([&right, &value, snapshot = std::move(snapshot)]() mutable {
      snapshot.sort();
      for (std::size_t i = 0; i < snapshot.size(); ++i) right += copy(snapshot[i].value) == value ? 1 : 0;
    });
    for (int i = 0; i < 20000; ++i) put(store, integer(i % 3000), value);
    for (int i = 0; i < 500; ++i) store.erase(integer(i));
    reader.join();
    CHECK(right == expected);
  }
}

}  // namespace
}  // namespace cxdump
