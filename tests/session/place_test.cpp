#include "session/place.hpp"

#include <doctest/doctest.h>

namespace cxdump {
namespace {

using session::Place;

TEST_CASE("a place moves on over lines and characters") {
  Place place;
  place.pass("get \"żó\"");
  CHECK(place == Place{1, 9});
  place.pass("\n\nsize");
  CHECK(place == Place{3, 5});
  place.pass(";");
  CHECK(place == Place{3, 6});
}

TEST_CASE("what stands in the first line of a part is further right in the whole") {
  CHECK(session::inside({3, 10}, {1, 5}) == Place{3, 14});
  CHECK(session::inside({3, 10}, {2, 5}) == Place{4, 5});
}

TEST_CASE("the place that a message starts with is cut off, and nothing else is") {
  std::string message = "line 2, column 15: expected a term";
  CHECK(session::cut_place(message) == Place{2, 15});
  CHECK(message == "expected a term");
  for (const char* other : {"line 2", "line x, column 1: no", "expected line 1, column 2: ", ""}) {
    message = other;
    CHECK_FALSE(session::cut_place(message));
    CHECK(message == other);
  }
}

}  // namespace
}  // namespace cxdump
