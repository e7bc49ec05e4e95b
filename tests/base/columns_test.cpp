#include "cxdump/base/columns.hpp"

#include <doctest/doctest.h>

namespace cxdump {
namespace {

TEST_CASE("an ideograph takes two columns, a combining mark and what is not seen none") {
  CHECK(column_count("") == 0);
  CHECK(column_count("abc") == 3);
  CHECK(column_count("żółw") == 4);
  CHECK(column_count("日本語キー") == 10);
  CHECK(column_count("e\u0301") == 1);
  CHECK(column_count("a\u200Bb") == 2);
  CHECK(column_count("😀") == 2);
  CHECK(column_count("한글") == 4);
  CHECK(column_count("\u1112\u1161\u11AB") == 2);
  CHECK(column_count("ｶﾅ") == 2);
  CHECK(column_count("\xFFz") == 2);
  CHECK(column_width(0x10FFFF) == 1);
  CHECK(column_width(0x2FFFD) == 2);
}

TEST_CASE("text is cut so that it and its ellipsis fit") {
  CHECK(cut_to_columns("abcdef", 6) == "abcdef");
  CHECK(cut_to_columns("abcdef", 5) == "abcd…");
  CHECK(cut_to_columns("日本語", 6) == "日本語");
  CHECK(cut_to_columns("日本語", 5) == "日本…");
  CHECK(cut_to_columns("日本語", 4) == "日…");
  CHECK(cut_to_columns("日本語", 1) == "…");
  CHECK(cut_to_columns("日本語", 0).empty());
  CHECK(cut_to_columns("abe\u0301", 3) == "abe\u0301");
  CHECK(cut_to_columns("e\u0301bc", 2) == "e\u0301…");
}

TEST_CASE("text is padded by columns") {
  CHECK(pad_to_columns("日本", 6) == "日本  ");
  CHECK(pad_to_columns("e\u0301", 2) == "e\u0301 ");
  CHECK(pad_to_columns("abc", 2) == "abc");
}

}  // namespace
}  // namespace cxdump
