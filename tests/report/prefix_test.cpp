#include "report/prefix.hpp"

#include <doctest/doctest.h>

#include <string>

#include "report/prefix_tree.hpp"
#include "sample.hpp"

using namespace cxdump;
using namespace cxdump::report;
using cxdump::test::atom;
using cxdump::test::binary;
using cxdump::test::pair;

namespace {

std::string shown(const std::string& key) {
  const auto prefix = prefix_of(as_bytes(key));
  return prefix ? prefix->display() : "none";
}

void add(PrefixTree& tree, const std::string& key, std::uint64_t bytes) { tree.add(as_bytes(key), bytes); }

}  // namespace

TEST_CASE("a prefix goes up to the first colon, slash or bar, else to a weaker separator") {
  CHECK(shown(binary("session:1")) == "session:");
  CHECK(shown(binary("user_session:1")) == "user_session:");
  CHECK(shown(binary("/users/1")) == "/");
  CHECK(shown(binary("user_1_2")) == "user_");
  CHECK(shown(binary("plain")) == "none");
  CHECK(shown(binary("")) == "none");
  CHECK(shown(atom("a:b")) == "none");
}

TEST_CASE("a tuple is grouped by its first element") {
  CHECK(shown(pair(atom("user"), binary("1"))) == "{:user, …}");
  CHECK(shown(pair(binary("user"), binary("1"))) == "{\"user\", …}");
  CHECK(shown(pair("a\x01", "a\x02")) == "none");
}

TEST_CASE("bytes that are no text make no prefix") {
  CHECK(shown(binary("\xff\xfe:1")) == "none");
  CHECK(shown(binary("a\n:1")) == "none");
  CHECK(shown(binary("größe:1")) == "größe:");
}

TEST_CASE("a separator far behind is not looked for") {
  CHECK(shown(binary(std::string(Prefix::kMax - 1, 'a') + ":")) == std::string(Prefix::kMax - 1, 'a') + ":");
  CHECK(shown(binary(std::string(Prefix::kMax, 'a') + ":")) == "none");
}

TEST_CASE("random identifiers do not drive out a prefix with a name") {
  PrefixTree tree;
  for (int i = 0; i < 20'000; ++i) {
    add(tree, binary(std::to_string(i * 7919) + "-4f"), 10);
    if (i % 10 == 0) add(tree, binary("session:" + std::to_string(i)), 100);
  }
  const auto top = tree.top(20);
  REQUIRE(top.size() == 1);
  CHECK(top[0].prefix.display() == "session:");
  CHECK(top[0].entries == 2000);
  CHECK(top[0].bytes == 200'000);
}

TEST_CASE("prefixes with names that are too many are cut shorter, never in the middle of a character") {
  PrefixTree tree;
  for (int a = 0; a < 60; ++a) {
    for (int b = 0; b < 60; ++b) {
      const std::string name = std::string("名前") + static_cast<char>('A' + a % 26) +
                               static_cast<char>('A' + a / 26) + static_cast<char>('A' + b % 26) +
                               static_cast<char>('A' + b / 26);
      add(tree, binary(name + ":1"), 1);
    }
  }
  const auto top = tree.top(5);
  REQUIRE(!top.empty());
  CHECK(top[0].prefix.cut);
  CHECK(top[0].prefix.display().find("名前") == 0);
}

TEST_CASE("a group of one entry is no group, and ties stand in order of their text") {
  PrefixTree tree;
  for (const char* key : {"b:1", "b:2", "a:1", "a:2", "c:1"}) add(tree, binary(key), 10);
  const auto top = tree.top(20);
  REQUIRE(top.size() == 2);
  CHECK(top[0].prefix.display() == "a:");
  CHECK(top[1].prefix.display() == "b:");
}
