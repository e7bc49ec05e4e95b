// Identifiers, keys and their hashes.
#include <doctest/doctest.h>

#include "cxdump/etf/canonical.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/identifier.hpp"
#include "cxdump/etf/key_hash.hpp"
#include "cxdump/etf/order.hpp"
#include "cxdump/etf/phash2.hpp"
#include "etf/corpus.hpp"
#include "support.hpp"

using namespace cxdump;
using namespace cxdump::test;

namespace {

etf::Head head_of(const Buffer& bytes) {
  etf::Head head{};
  etf::Cursor cursor(bytes);
  REQUIRE(cursor.next(head) == Status::ok);
  return head;
}

bool same_key(std::string_view a, std::string_view b) {
  etf::Canonical canonical_a;
  etf::Canonical canonical_b;
  const Buffer x = term(a);
  const Buffer y = term(b);
  const bool same = same_bytes(canonical_a.of(x), canonical_b.of(y));
  CHECK((etf::key_hash(x, 5, canonical_a) == etf::key_hash(y, 5, canonical_b)) == same);
  CHECK((etf::compare_exact(x, y) == 0) == same);
  return same;
}

}  // namespace

TEST_CASE("a pid has the same parts in its old and its new form") {
  const Buffer old_form = term("67 64000461406263 0000004d 00000001 02");
  const Buffer new_form = term("58 770461406263 0000004d 00000001 00000002");
  for (const Buffer& bytes : {old_form, new_form}) {
    const etf::PidParts pid = etf::pid_parts(head_of(bytes));
    CHECK(as_text(pid.node.body) == "a@bc");
    CHECK(pid.id == 77);
    CHECK(pid.serial == 1);
    CHECK(pid.creation == 2);
  }
}

TEST_CASE("a port's id has 32 or 64 bits") {
  const Buffer wide = term("78 770461406263 000000121beab471 0001869f");
  CHECK(etf::port_parts(head_of(wide)).id == 77'777'777'777);
  CHECK(etf::port_parts(head_of(wide)).creation == 99'999);
  const Buffer old_form = term("66 64000461406263 0000004d 02");
  CHECK(etf::port_parts(head_of(old_form)).id == 77);
  CHECK(etf::port_parts(head_of(old_form)).creation == 2);
}

TEST_CASE("a reference's words stand in the order of the file, in all three forms") {
  const Buffer forms[] = {term("65 64000461406263 0000004d 02"), term("72 0001 64000461406263 02 0000004d"),
                          term("5a 0001 64000461406263 00000002 0000004d")};
  for (const Buffer& bytes : forms) {
    const etf::ReferenceParts reference = etf::reference_parts(head_of(bytes));
    CHECK(reference.creation == 2);
    CHECK(reference.count == 1);
    CHECK(reference.words[0] == 77);
  }
  const Buffer padded = term("5a 0003 770161 00000002 00000001 00000000 00000000");
  CHECK(etf::reference_parts(head_of(padded)).significant() == 1);
}

TEST_CASE("funs give module, index and uniq") {
  const Buffer local = term(
      "70 00000000 02 000102030405060708090a0b0c0d0e0f 00000007 00000001 64000161 6107 62ffffffff"
      "58 770162 00000001 00000002 00000003 6105");
  const etf::FunParts fun = etf::fun_parts(head_of(local));
  CHECK(fun.arity == 2);
  CHECK(fun.index == 7);
  CHECK(fun.free == 1);
  CHECK(as_text(fun.module.body) == "a");
  CHECK(fun.old_index == 7);
  CHECK(fun.old_uniq == -1);
  CHECK(fun.uniq[15] == 15);
  CHECK(as_text(fun.creator.node.body) == "b");
  const Buffer ancient = term("75 00000000 67 64000162 00000001 00000002 01 6400016d 6103 6200000009");
  const etf::FunParts old_fun = etf::fun_parts(head_of(ancient));
  CHECK(!old_fun.arity);
  CHECK(old_fun.index == 3);
  CHECK(old_fun.old_uniq == 9);
  const Buffer external = term("71 6400056c69737473 6400036d6170 6102");
  CHECK(as_text(etf::external_fun_parts(head_of(external)).function.body) == "map");
  CHECK(etf::external_fun_parts(head_of(external)).arity == 2);
}

TEST_CASE("references that differ in zeros at the end only are one key") {
  CHECK(same_key("5a 0001 770161 00000002 00000001", "5a 0003 770161 00000002 00000001 00000000 00000000"));
  CHECK(!same_key("5a 0001 770161 00000002 00000001", "5a 0002 770161 00000002 00000000 00000001"));
}

TEST_CASE("a fun's arity, code and creator are not part of its identity, its index and variables are") {
  const std::string_view a =
      "70 00000000 02 000102030405060708090a0b0c0d0e0f 00000007 00000001 64000161 6107 6109"
      "58 770162 00000001 00000002 00000003 6105";
  CHECK(same_key(a,
                 "70 00000099 01 ff0102030405060708090a0b0c0d0e0f 00000007 00000001 770161 6108 6e010009"
                 "58 770163 00000001 00000002 00000004 6e010005"));
  CHECK(!same_key(a,
                  "70 00000000 02 000102030405060708090a0b0c0d0e0f 00000008 00000001 64000161 6107 6109"
                  "58 770162 00000001 00000002 00000003 6105"));
  CHECK(!same_key(a,
                  "70 00000000 02 000102030405060708090a0b0c0d0e0f 00000007 00000001 64000161 6107 6109"
                  "58 770162 00000001 00000002 00000003 6106"));
}

TEST_CASE("0.0 and -0.0 are two keys, 1 and 1.0 too") {
  CHECK(!same_key("460000000000000000", "468000000000000000"));
  CHECK(!same_key("6101", "463ff0000000000000"));
}

TEST_CASE("a key in canonical form is not copied") {
  etf::Canonical canonical;
  for (const auto* digits :
       {"6d00000003616263", "6105", "6200000100", "64000161", "7702cea9", "6a", "6b000161",
        "6802640001616101", "74000000026400016161016400016261026a", "463ff0000000000000"}) {
    CAPTURE(digits);
    const Buffer key = term(digits);
    const Bytes only = Bytes(key).first(etf::term_length(key));
    if (only[0] == 119) continue;  // written anew, as the same bytes
    CHECK(canonical.of(only).data() == key.data());
  }
}

TEST_CASE("inside a term too, every way to write it has one canonical form") {
  const std::pair<std::string_view, std::string_view> same[] = {
      {"6b 0002 01 02", "6c 00000002 6101 6102 6a"},
      {"6c 00000002 6101 6101 6c 00000001 64000161 6a", "6c 00000003 6101 6101 64000161 6a"},
      {"6c 00000001 64000161 6b 0001 02", "6c 00000002 64000161 6102 6a"},
      {"6105", "62 00000005"},
      {"62 00000100", "6e 02 00 0001"},
      {"6e 05 00 ffffffff01", "6e 06 00 ffffffff0100"},
      {"64000161", "770161"},
      {"68 01 64000161", "69 00000001 64000161"},
      {"6a", "6b 0000"},
      {"74 00000002 64000161 6101 64000162 6102", "74 00000002 64000162 6102 64000161 6101"},
      {"74 00000001 64000161 6b 0001 01", "74 00000001 64000161 6c 00000001 6101 6a"},
  };
  for (const auto& [a, b] : same) {
    CAPTURE(a);
    CHECK(same_key(a, b));
    const auto inside = [](std::string_view digits) { return "6802" + std::string(digits) + "6a"; };
    CHECK(same_key(inside(a), inside(b)));
  }
  CHECK(!same_key("6c 00000001 6101 6101", "6c 00000002 6101 6101 6a"));
}

TEST_CASE("a hash depends on its seed") {
  etf::Canonical canonical;
  const Buffer key = term("6d00000003616263");
  CHECK(!(etf::key_hash(key, 1, canonical) == etf::key_hash(key, 2, canonical)));
}

TEST_CASE("phash2 is what the routers of Cachex 4.1.1 were given") {
  std::size_t keys = 0;
  for (const std::string& line : fixture_lines("cachex/router.jsonl")) {
    CAPTURE(line.substr(0, 200));
    const std::string bytes = unbase64(field(line, "key_etf"));
    CHECK(std::to_string(etf::phash2(as_bytes(bytes).subspan(1))) == field(line, "phash2"));
    ++keys;
  }
  CHECK(keys == 344);
}
