#include "base/human_time.hpp"

#include <doctest/doctest.h>

namespace cxdump {
namespace {

TEST_CASE("durations have at most two units, and the extremes of 64 bits are durations") {
  CHECK(human_duration(0) == "0 ms");
  CHECK(human_duration(59'999) == "59 s");
  CHECK(human_duration(200'000) == "3 min 20 s");
  CHECK(human_duration(3'600'000) == "1 h");
  CHECK(human_duration(388'800'000) == "4 d 12 h");
  CHECK(human_duration(INT64_MAX) == "292471208.7 years");
  CHECK(human_duration(INT64_MIN) == "292471208.7 years");
}

TEST_CASE("times are ISO 8601 in UTC, and bare milliseconds where that has no year") {
  CHECK(iso_time(0) == "1970-01-01T00:00:00.000Z");
  CHECK(iso_time(-1) == "1969-12-31T23:59:59.999Z");
  CHECK(iso_time(1'709'251'199'123) == "2024-02-29T23:59:59.123Z");
  CHECK(iso_time(253'402'300'799'999) == "9999-12-31T23:59:59.999Z");
  CHECK(iso_time(253'402'300'800'000) == "253402300800000");
  CHECK(iso_time(INT64_MIN) == "-9223372036854775808");
}

}  // namespace
}  // namespace cxdump
