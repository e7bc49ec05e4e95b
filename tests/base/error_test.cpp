#include "cxdump/base/error.hpp"

#include <doctest/doctest.h>

using namespace cxdump;

TEST_CASE("a message names the input, the place, what is wrong and what helps, as far as they are known") {
  CHECK(Error(ErrorKind::damaged, "it ends").message() == "it ends");
  CHECK(Error(ErrorKind::damaged, "it ends").at(7).message() ==
        "at byte 7 of the uncompressed data: it ends");
  CHECK(Error(ErrorKind::damaged, "it ends").in("a").at(7, Space::file).entry(2).hint("try: b").message() ==
        "a: at byte 7 of the file, entry 2: it ends; try: b");
  CHECK(Error(ErrorKind::damaged, "line 1, column 2: no").in("a").at(1, Space::text).entry(2).message() ==
        "a: entry 2: line 1, column 2: no");
}
