#include "base/nearest.hpp"

#include <doctest/doctest.h>

#include "cxdump/base/distance.hpp"

namespace cxdump {
namespace {

TEST_CASE("a letter changed, added, taken away or swapped with its neighbour is one edit") {
  CHECK(edit_distance("size", "size") == 0);
  for (const char* typed : {"sizo", "siz", "sizee", "szie", "isze", "siez"}) {
    CAPTURE(typed);
    CHECK(edit_distance(typed, "size") == 1);
    CHECK(edit_distance("size", typed) == 1);
  }
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("abc", "") == 3);
  CHECK(edit_distance("ca", "abc") == 3);
  CHECK(edit_distance("inpsect", "inspect") == 1);
  CHECK(edit_distance("abcd", "badc") == 2);
}

TEST_CASE("a name is near when a third of its letters were typed wrong, or its start was typed") {
  const std::vector<std::string_view> names = {"size", "get", "count", "compression"};
  CHECK(nearest("szie", names) == "size");
  CHECK(nearest("gte", names) == "get");
  CHECK(nearest("coutn", names) == "count");
  CHECK(nearest("comp", names) == "compression");
  CHECK(nearest("zzz", names).empty());
  CHECK(nearest(std::string(1000, 'a'), names).empty());
}

}  // namespace
}  // namespace cxdump
