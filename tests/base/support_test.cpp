#include "support.hpp"

#include <doctest/doctest.h>

TEST_CASE("hex and base64 of the fixtures are read as written") {
  CHECK(cxdump::test::unhex("00 fF\n10") == std::string("\0\xff\x10", 3));
  CHECK(cxdump::test::unbase64("AP8Q") == std::string("\0\xff\x10", 3));
  CHECK(cxdump::test::unbase64("YQ==") == "a");
  CHECK_THROWS(cxdump::test::unhex("123"));
}
