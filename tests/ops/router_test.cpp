// Where Cachex 4.1.1's own routers look for 344 keys, among 2 to 8 nodes.

#include "ops/router.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "cxdump/etf/phash2.hpp"
#include "support.hpp"

namespace {

using namespace cxdump;

std::vector<std::string> nodes_up_to(std::uint32_t count) {
  std::vector<std::string> names;
  for (std::uint32_t i = count; i >= 1; --i) names.push_back("n" + std::to_string(i) + "@host");
  return names;
}

}  // namespace

TEST_CASE("every key has the phash2 and the nodes that Cachex gives it") {
  const std::vector<std::string> lines = test::fixture_lines("cachex/router.jsonl");
  CHECK(lines.size() == 344);
  for (const std::string& line : lines) {
    const auto row = nlohmann::json::parse(line);
    CAPTURE(row["key"].get<std::string>());
    const std::string term = test::unbase64(row["key_etf"].get<std::string>());
    REQUIRE(term[0] == '\x83');
    const Bytes key = as_bytes(term).subspan(1);
    CHECK(etf::phash2(key) == row["phash2"].get<std::uint32_t>());
    for (std::uint32_t count = 2; count <= 8; ++count) {
      CAPTURE(count);
      const std::vector<std::string> nodes = ops::sorted_nodes(nodes_up_to(count));
      const std::string name = std::to_string(count);
      CHECK(nodes[ops::route(key, count, ops::Routing::jump)] == row["jump"][name].get<std::string>());
      CHECK(nodes[ops::route(key, count, ops::Routing::mod)] == row["mod"][name].get<std::string>());
    }
  }
}

TEST_CASE("one node has every key") {
  const std::string key = "a\7";
  CHECK(ops::route(as_bytes(key), 1, ops::Routing::jump) == 0);
  CHECK(ops::route(as_bytes(key), 1, ops::Routing::mod) == 0);
}

TEST_CASE("nodes stand in Erlang's order of atoms, each once") {
  using Names = std::vector<std::string>;
  CHECK(ops::sorted_nodes({"b@h", "a@h", "b@h", "a@h"}) == Names{"a@h", "b@h"});
  CHECK(ops::sorted_nodes({"n10@h", "n9@h", "n1@h", "n"}) == Names{"n", "n10@h", "n1@h", "n9@h"});
  CHECK(ops::sorted_nodes({"\xc3\xa9@h", "z@h", "Z@h"}) == Names{"Z@h", "z@h", "\xc3\xa9@h"});
}
