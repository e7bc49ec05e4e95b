#include "cxdump/etf/pattern.hpp"

#include <doctest/doctest.h>

#include "cxdump/etf/text_parse.hpp"
#include "etf/corpus.hpp"

using namespace cxdump;
using namespace cxdump::test;

namespace {

bool holds(std::string_view pattern, std::string_view term) {
  std::size_t at = 0;
  return etf::matches(etf::parse_pattern(pattern, at), etf::parse_elixir(term));
}

}  // namespace

TEST_CASE("a wildcard matches any term, wherever it stands") {
  CHECK(holds("_", "%{a: [1, {2}]}"));
  CHECK(holds("{:ok, _}", "{:ok, [1, 2, %{x: 1}]}"));
  CHECK(holds("{_, 2}", "{~c\"abc\", 2}"));
  CHECK(holds("[_, 2, _]", "[1, 2, 3]"));
  CHECK(holds("[1 | _]", "[1, 2, 3]"));
  CHECK(holds("[1 | _]", "[1 | 2]"));
  CHECK(holds("[_a | _rest]", "[1]"));
  CHECK(holds("[a: _, b: [_]]", "[a: 1, b: [2]]"));
  CHECK_FALSE(holds("{:ok, _}", "{:error, 1}"));
  CHECK_FALSE(holds("{_, 2}", "{1, 2, 3}"));
  CHECK_FALSE(holds("[_, _]", "[1]"));
  CHECK_FALSE(holds("[_ | _]", "[]"));
  CHECK_FALSE(holds(":_", "1"));
  CHECK(holds(":_", ":_"));
}

TEST_CASE("a name matches anything, and where it stands again the same") {
  CHECK(holds("{:ok, x}", "{:ok, %{a: [1, {2}]}}"));
  CHECK(holds("{x, y, x}", "{%{a: 1, b: 2}, 2, %{b: 2, a: 1}}"));
  CHECK(holds("%{a: x, b: [x, _, x]}", "%{a: ~c\"ab\", b: [[97, 98], 1, ~c\"ab\"]}"));
  CHECK(holds("{[1 | rest], rest}", "{[1, 2, 3], [2, 3]}"));
  CHECK(holds("{[a | rest], a, rest}", "{~c\"abc\", 97, ~c\"bc\"}"));
  CHECK(holds("{[1 | rest], rest}", "{[1 | 2], 2}"));
  CHECK(holds("{[1 | rest], rest}", "{[1], []}"));
  CHECK(holds("{[97 | rest], rest}", "{~c\"a\", []}"));
  CHECK_FALSE(holds("{x, x}", "{1, 1.0}"));
  CHECK_FALSE(holds("[x, x]", "[1, 2]"));
  CHECK_FALSE(holds("[x, x]", "~c\"ab\""));
  CHECK_FALSE(holds("{[1 | rest], rest}", "{[1, 2, 3], [2]}"));
  CHECK_FALSE(holds("{:ok, x}", "{:error, 1}"));
}

TEST_CASE("a name is no key") {
  for (const char* pattern : {"%{x => 1}", "MapSet.new([x])"}) {
    std::size_t at = 0;
    CHECK_THROWS_WITH_AS(etf::parse_pattern(pattern, at), doctest::Contains("only values may be names"),
                         Error);
  }
}

TEST_CASE("everything else matches what is exactly equal") {
  CHECK(holds("{1, 2.0, \"a\", ~c\"b\", nil, [1 | 2]}", "{1, 2.0, \"a\", [98], nil, [1 | 2]}"));
  CHECK(holds("[]", "[]"));
  CHECK(holds("~D[2024-02-29]", "~D[2024-02-29]"));
  CHECK_FALSE(holds("1", "1.0"));
  CHECK_FALSE(holds("[]", "[1]"));
  CHECK_FALSE(holds("[1]", "[]"));
  CHECK_FALSE(holds("[1, 2]", "[1, 2 | 3]"));
  CHECK_FALSE(holds("{}", "[]"));
  CHECK_FALSE(holds("\"a\"", ":a"));
}

TEST_CASE("a map matches one that has its keys and more") {
  CHECK(holds("%{}", "%{a: 1}"));
  CHECK(holds("%{b: _}", "%{a: 1, b: 2, c: 3}"));
  CHECK(holds("{%{a: %{b: 1}}, 2}", "{%{a: %{b: 1, c: 2}, d: [1]}, 2}"));
  CHECK(holds("%{c: 3, a: 1}", "%{a: 1, b: 2, c: 3}"));
  CHECK(holds("%{[1] => _}", "%{[1] => 2}"));
  CHECK(holds("%URI{host: \"a\"}", "%URI{host: \"a\", port: 80}"));
  CHECK_FALSE(holds("%{a: 1}", "%{a: 2}"));
  CHECK_FALSE(holds("%{a: 1}", "%{b: 1}"));
  CHECK_FALSE(holds("%{a: 1}", "%{}"));
  CHECK_FALSE(holds("%{}", "[]"));
}

TEST_CASE("patterns 200,000 levels deep are matched") {
  std::string pattern;
  std::string term;
  for (int i = 0; i < 200'000; ++i) {
    pattern += i % 2 == 0 ? "[" : "%{a: ";
    term += i % 2 == 0 ? "[" : "%{a: ";
  }
  pattern += "_";
  term += "{1, 2}";
  for (int i = 200'000; i-- > 0;) {
    pattern += i % 2 == 0 ? "]" : "}";
    term += i % 2 == 0 ? "]" : ", b: 1}";
  }
  CHECK(holds(pattern, term));
}
