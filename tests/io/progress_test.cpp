#include "cxdump/io/progress.hpp"

#include <doctest/doctest.h>

#include "io/support.hpp"

using namespace io_test;
using cxdump::io::progress_line;

TEST_CASE("a metered source counts what is read through it") {
  const Buffer data = sample(10000);
  cxdump::io::Progress progress;
  const auto a = cxdump::io::metered(cxdump::io::memory_source(data, "a"), progress);
  const auto b = cxdump::io::metered(cxdump::io::memory_source(data, "b"), progress);
  CHECK(drain(*a, 777).bytes == data);
  CHECK(progress.bytes() == 10000);
  CHECK(drain(*b, 10).bytes == data);
  CHECK(progress.bytes() == 20000);
  CHECK(b->name() == "b");
}

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
