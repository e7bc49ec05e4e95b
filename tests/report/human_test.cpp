#include "report/human.hpp"

#include <doctest/doctest.h>

#include <cstdint>

#include "report/style.hpp"

using namespace cxdump::report;

TEST_CASE("sizes have three digits and decimal units") {
  CHECK(human_bytes(0) == "0 B");
  CHECK(human_bytes(999) == "999 B");
  CHECK(human_bytes(1000) == "1.00 kB");
  CHECK(human_bytes(9994) == "9.99 kB");
  CHECK(human_bytes(65'285) == "65.3 kB");
  CHECK(human_bytes(999'499) == "999 kB");
  CHECK(human_bytes(999'500) == "1.00 MB");
  CHECK(human_bytes(UINT64_MAX) == "18.4 EB");
}

TEST_CASE("a share is neither nothing nor all when it is neither") {
  CHECK(percent(0, 10) == "0 %");
  CHECK(percent(10, 10) == "100 %");
  CHECK(percent(1, 100'000) == "<0.1 %");
  CHECK(percent(99'999, 100'000) == "99.9 %");
  CHECK(percent(1, 3) == "33.3 %");
  CHECK(percent(0, 0) == "0 %");
}

TEST_CASE("what a terminal would obey is shown instead") {
  CHECK(printable("a\n\t\r\x1b[31m\x07") == "a\\n\\t\\r\\e[31m\\x07");
  CHECK(printable("\xff") == "\\xFF");
  CHECK(printable("\u202Eabc\u0085") == "\\x{202E}abc\\x{85}");
  CHECK(printable("größe 名") == "größe 名");
}

TEST_CASE("a long text is cut between characters, not within an escape") {
  CHECK(printable("abcdef", 6) == "abcdef");
  CHECK(printable("abcdefg", 6) == "abcde…");
  CHECK(printable("größe名", 5) == "größ…");
  CHECK(printable("日本語キー", 7) == "日本語…");
  CHECK(printable("e\u0301e\u0301", 3) == "e\u0301e\u0301");
  CHECK(printable("abcd\x1b[m", 6) == "abcd…");
}

TEST_CASE("a bar is as wide as it was asked for, and little is not nothing") {
  CHECK(bar(1, 2, 4) == "██  ");
  CHECK(bar(1, 1'000'000, 2) == "▏ ");
  CHECK(bar(0, 5, 3) == "   ");
  CHECK(bar(5, 5, 3) == "███");
  CHECK(bar(0, 0, 1) == " ");
}
