#include "cxdump/cache/expiry.hpp"

#include <doctest/doctest.h>

#include "terms.hpp"

namespace cxdump {
namespace {

using cache::Store;
using namespace test;

Store with_lifetimes() {
  Store store(1);
  put(store, text("for ever"), integer(1), integer(1000), nil());
  put(store, text("long"), integer(2), integer(1000), integer(500));
  put(store, text("short"), integer(3), integer(1000), integer(10));
  return store;
}

TEST_CASE("an entry is expired once touched + ttl is before now, and a read removes it") {
  Store store = with_lifetimes();
  CHECK(cache::read(store, text("short"), 1010));
  CHECK(store.size() == 3);
  CHECK_FALSE(cache::read(store, text("short"), 1011));
  CHECK(store.size() == 2);
}

TEST_CASE("at the very millisecond of its end an entry is read but not counted") {
  Store store = with_lifetimes();
  CHECK(cache::count_live(store, 1009) == 3);
  CHECK(cache::count_live(store, 1010) == 2);
  CHECK(cache::count_expired(store, 1010) == 0);
  CHECK(cache::count_expired(store, 1011) == 1);
}

TEST_CASE("size counts expired entries until purge removes them") {
  Store store = with_lifetimes();
  CHECK(store.size() == 3);
  CHECK(cache::purge(store, 5000) == 2);
  CHECK(cache::purge(store, 5000) == 0);
  CHECK(store.size() == 1);
  CHECK(cache::read(store, text("for ever"), 5000));
}

TEST_CASE("a lifetime may be a float") {
  Store store(1);
  Term ttl;
  etf::append_float(ttl, 10.5);
  put(store, text("k"), integer(1), integer(1000), ttl);
  CHECK(cache::read(store, text("k"), 1010));
  CHECK_FALSE(cache::read(store, text("k"), 1011));
}

}  // namespace
}  // namespace cxdump
