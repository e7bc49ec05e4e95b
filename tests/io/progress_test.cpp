#include "cxdump/io/progress.hpp"

#include <doctest/doctest.h>

using cxdump::io::progress_line;

TEST_CASE("a progress line has bar, bytes, rate and time left, as far as the width goes") {
  const cxdump::io::ProgressMoment half{50 << 20, std::uint64_t{100} << 20, 2.0};
  CHECK(progress_line(half, 60) == "[#########..........]   50%  50.0 MiB  25.0 MiB/s  0:02 left");
  CHECK(progress_line(half, 45) == " 50%  50.0 MiB  25.0 MiB/s  0:02 left");
  CHECK(progress_line(half, 20).empty());
  CHECK(progress_line({1500, std::nullopt, 3.0}, 80) == "1.5 KiB  500 B/s  0:03");
  CHECK(progress_line({0, 0, 0}, 80).find("  0%  0 B  0 B/s") != std::string::npos);
  CHECK(progress_line({200, 100, 4000}, 80).find("100%") != std::string::npos);
  for (std::size_t width = 0; width < 120; ++width) CHECK(progress_line(half, width).size() <= width);
}
