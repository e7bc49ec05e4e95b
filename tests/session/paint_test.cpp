#include "session/paint.hpp"

#include <doctest/doctest.h>

namespace cxdump {
namespace {

// The text with its colours as letters: g(...) for green, and so on.
std::string colors(std::string_view elixir) {
  std::string text = session::painted(elixir);
  const auto replace = [&](std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at))
      text.replace(at, from.size(), to);
  };
  replace("\x1b[32m", "g(");
  replace("\x1b[33m", "y(");
  replace("\x1b[35m", "m(");
  replace("\x1b[36m", "c(");
  replace("\x1b[0m", ")");
  return text;
}

TEST_CASE("strings, atoms, numbers, and nil and booleans have their colours") {
  CHECK(colors("{:ok, \"a\\\"b\"}") == "{c(:ok), g(\"a\\\"b\")}");
  CHECK(colors("%{a: 1, \"b\" => nil}") == "%{c(a:) y(1), g(\"b\") => m(nil)}");
  CHECK(colors("[:\"a b\", -1.5, true]") == "[c(:\"a b\"), y(-1.5), m(true)]");
  CHECK(colors("%Foo.Bar{x: 1_000}") == "%c(Foo.Bar){c(x:) y(1_000)}");
}

TEST_CASE("a sigil has one colour, with its modifiers") {
  CHECK(colors("[~c\"abc\", ~U[2024-02-29 12:00:00Z]]") == "[g(~c\"abc\"), g(~U[2024-02-29 12:00:00Z])]");
  CHECK(colors("~r/a\\/b+/iu, 1") == "g(~r/a\\/b+/iu), y(1)");
  CHECK(colors("~D[2024-02-29") == "g(~D[2024-02-29)");
}

TEST_CASE("what no literal can say has no colour") {
  CHECK(colors("{#PID<0.1.2>, 5}") == "{#PID<0.1.2>, y(5)}");
  CHECK(colors("#Function<1.2/3 in :m.\"a>b\"/5>, 1") == "#Function<1.2/3 in :m.\"a>b\"/5>, y(1)");
  CHECK(colors("#Name<#PID<0.1.2>>: 1") == "#Name<#PID<0.1.2>>: y(1)");
  CHECK(colors("# 1") == "# y(1)");
}

}  // namespace
}  // namespace cxdump
