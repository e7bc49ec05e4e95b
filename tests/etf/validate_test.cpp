#include "cxdump/etf/validate.hpp"

#include <doctest/doctest.h>

#include "cxdump/etf/append.hpp"
#include "cxdump/etf/outline.hpp"
#include "etf/corpus.hpp"
#include "support.hpp"

using namespace cxdump;
using namespace cxdump::test;

namespace {

struct Verdict {
  Status status;
  std::size_t position;
};

Verdict check(Bytes bytes) {
  etf::Validator validator;
  const Status status = validator.check(bytes);
  return {status, validator.position()};
}

// A map from each key to 1.
Buffer map_of(const std::vector<Buffer>& keys) {
  Buffer out;
  etf::append_map_header(out, static_cast<std::uint32_t>(keys.size()));
  for (const Buffer& key : keys) {
    etf::append_term(out, key);
    etf::append_integer(out, 1);
  }
  return out;
}

void check_duplicate(std::string_view first, std::string_view second) {
  CAPTURE(first);
  CAPTURE(second);
  const Buffer bytes = map_of({term(first), term(second)});
  CHECK(check(bytes).status == Status::duplicate_key);
  CHECK(check(bytes).position == 5 + term(first).size() + 2);
}

void check_distinct(std::string_view first, std::string_view second) {
  CAPTURE(first);
  CAPTURE(second);
  CHECK(check(map_of({term(first), term(second)})).status == Status::ok);
  CHECK(check(map_of({term(second), term(first)})).status == Status::ok);
}

}  // namespace

TEST_CASE("a key that comes twice is found inside of maps and behind them, at any depth") {
  const Buffer twice = map_of({term("770161"), term("770161")});
  const Buffer once = map_of({term("770161"), term("770162")});
  for (const std::size_t depth : {0U, 1U, 14U, 15U, 16U, 17U, 100U}) {
    CAPTURE(depth);
    // Each map holds the next one as its second value, and another key behind it.
    const auto nested = [&](const Buffer& innermost, std::string_view last_key) {
      Buffer out;
      for (std::size_t i = 0; i < depth; ++i) etf::append_term(out, term("7400000003 61016101 6102"));
      etf::append_term(out, innermost);
      for (std::size_t i = 0; i < depth; ++i) etf::append_term(out, term(i == 0 ? last_key : "61036101"));
      return out;
    };
    CHECK(check(nested(once, "61036101")).status == Status::ok);
    CHECK(check(nested(once, "61006101")).status == Status::ok);
    CHECK(check(nested(twice, "61036101")).status == Status::duplicate_key);
    if (depth != 0) CHECK(check(nested(once, "61026101")).status == Status::duplicate_key);
  }
}

TEST_CASE("a key that comes twice is found in whatever way it is encoded") {
  check_duplicate("64000161", "64000161");
  check_duplicate("64000161", "770161");
  check_duplicate("7702c3a9", "640001e9");
  check_duplicate("6105", "6200000005");
  check_duplicate("6105", "6e020005 00");
  check_duplicate("6d0000000161", "4d000000010861");
  check_duplicate("4d0000000103e0", "4d0000000103ff");
  check_duplicate("6b00020102", "6c00000002610161026a");
  check_duplicate("6c00000001610164000161", "6c0000000161016c00000000770161");
  check_duplicate("6801 6105", "6900000001 6e010005");
  check_duplicate("6a", "6b0000");
  check_duplicate("463ff0000000000000", "63312e3000000000000000000000000000000000000000000000000000000000");
}

TEST_CASE("keys that are equal by == only, or look alike, are different keys") {
  check_distinct("6101", "463ff0000000000000");
  check_distinct("460000000000000000", "468000000000000000");
  check_distinct("64000161", "6d0000000161");
  check_distinct("4d0000000103e0", "4d0000000104e0");
  check_distinct("6105", "6e010105");
}

TEST_CASE("maps as keys are equal whatever their order") {
  const Buffer ab = term("7400000002 64000161 6101 64000162 6102");
  const Buffer ba = term("7400000002 64000162 6102 770161 6101");
  const Buffer bytes = map_of({ab, ba});
  CHECK(check(bytes).status == Status::duplicate_key);
  CHECK(check(bytes).position == 5 + ab.size() + 2);
  const Buffer deeper = map_of({term("6101"), map_of({ab, term("6102")}), map_of({term("6102"), ba})});
  CHECK(check(deeper).status == Status::duplicate_key);
}

TEST_CASE("a duplicate is found in every place of a large map, sorted or not") {
  constexpr std::size_t kKeys = 100;
  for (std::size_t at = 1; at < kKeys; ++at) {
    std::vector<Buffer> keys(kKeys);
    for (std::size_t i = 0; i < kKeys; ++i) {
      const std::string name = "key-" + std::to_string(i * 7919 % 1009);
      etf::append_binary(keys[i], as_bytes(name));
    }
    CHECK(check(map_of(keys)).status == Status::ok);
    keys[at] = keys[at / 2];
    const Buffer bytes = map_of(keys);
    const Verdict verdict = check(bytes);
    CHECK(verdict.status == Status::duplicate_key);
    std::size_t position = 5;
    for (std::size_t i = 0; i < at; ++i) position += keys[i].size() + 2;
    CHECK(verdict.position == position);
  }
}

TEST_CASE("a duplicate is found at any depth, within keys and values") {
  const Buffer twice = term("7400000002 6101 6101 6101 6102");
  CHECK(check(map_of({term("6100"), twice})).status == Status::duplicate_key);
  Buffer inside = term("6802 6c00000001");
  etf::append_term(inside, twice);
  etf::append_nil(inside);
  etf::append_nil(inside);
  CHECK(check(inside).status == Status::duplicate_key);
  CHECK(check(inside).position == 7 + 5 + 2 + 2);
}

TEST_CASE("an outline that the caller has serves for the check") {
  const Buffer bytes = term("7400000002 6101 6101 6101 6102");
  etf::Outline outline;
  REQUIRE(outline.build(bytes) == Status::ok);
  etf::Validator validator;
  CHECK(validator.check(bytes, outline) == Status::duplicate_key);
  CHECK(validator.position() == 9);
}

TEST_CASE("counts that no bytes stand behind are refused without being reserved") {
  for (const auto* header : {"69ffffffff", "6cfffffffe", "747fffffff", "6dffffffff", "6f003ffff800"}) {
    CAPTURE(header);
    CHECK(check(term(header)).status == Status::truncated);
  }
  CHECK(check(term("6cffffffff")).status == Status::too_many_terms);
  CHECK(check(term("74ffffffff")).status == Status::map_too_large);
  CHECK(check(term("6fffffffff00")).status == Status::big_too_long);
}

TEST_CASE("what is plain in passing to be valid is one whole term, and the Validator takes it") {
  std::size_t plain = 0;
  for (const std::string& line : fixture_lines("etf/terms.jsonl")) {
    const Buffer bytes = term_field(line, "v1");
    if (bytes.empty()) continue;
    const std::size_t length = etf::valid_length(bytes);
    if (length == 0) continue;
    ++plain;
    CAPTURE(line);
    CHECK(length == bytes.size());
    etf::Outline outline;
    REQUIRE(outline.build(bytes) == Status::ok);
    CHECK(etf::Validator().check(bytes, outline) == Status::ok);  // the thorough way
    Buffer more = bytes;
    etf::append_integer(more, 1);
    CHECK(etf::valid_length(more) == length);
    CHECK(etf::valid_length(Bytes(bytes).first(length - 1)) == 0);
  }
  CHECK(plain > 300);
}
