// Terms that somebody made to hurt: very deep, very wide, cut short. What is slow here would be quadratic.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/append.hpp"
#include "cxdump/etf/canonical.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/encode.hpp"
#include "cxdump/etf/key_hash.hpp"
#include "cxdump/etf/order.hpp"
#include "cxdump/etf/phash2.hpp"
#include "cxdump/etf/text_print.hpp"
#include "cxdump/etf/validate.hpp"
#include "etf/corpus.hpp"
#include "support.hpp"

using namespace cxdump;
using namespace cxdump::test;

namespace {

constexpr std::size_t kLevels = 200'000;

// `open` as often as there are levels, a leaf, and `close` as often.
Buffer nested(std::string_view open, std::string_view leaf, std::string_view close) {
  const Buffer head = term(open);
  const Buffer middle = term(leaf);
  const Buffer tail = term(close);
  Buffer out;
  for (std::size_t i = 0; i < kLevels; ++i) out.insert(out.end(), head.begin(), head.end());
  out.insert(out.end(), middle.begin(), middle.end());
  for (std::size_t i = 0; i < kLevels; ++i) out.insert(out.end(), tail.begin(), tail.end());
  return out;
}

Buffer encoded(Bytes bytes, etf::EncodeOptions options) {
  Buffer out;
  etf::encode(bytes, options, out);
  return out;
}

void use_in_every_way(const Buffer& a, const Buffer& b) {
  etf::Cursor cursor(a);
  CHECK(cursor.skip() == Status::ok);
  CHECK(cursor.remaining() == 0);
  CHECK(etf::Validator().check(a) == Status::ok);
  const Buffer once = encoded(a, {etf::MinorVersion::one, etf::MapOrder::sorted});
  CHECK(encoded(once, {etf::MinorVersion::one, etf::MapOrder::sorted}) == once);
  CHECK(etf::phash2(once) == etf::phash2(a));
  etf::Canonical canonical;
  CHECK(etf::key_hash(a, 1, canonical) == etf::key_hash(once, 1, canonical));
  CHECK(!(etf::key_hash(a, 1, canonical) == etf::key_hash(b, 1, canonical)));
  CHECK(etf::compare(a, b) == -1);
  CHECK(etf::compare_exact(b, a) == 1);
  CHECK(etf::compare(a, once) == 0);
}

void nest(std::string_view open, std::string_view close) {
  use_in_every_way(nested(open, "6101", close), nested(open, "6102", close));
}

}  // namespace

TEST_CASE("200,000 tuples in one another are no trouble") { nest("6801", ""); }

TEST_CASE("200,000 lists in one another are no trouble") { nest("6c00000001", "6a"); }

TEST_CASE("200,000 lists as one another's tails are one list") {
  nest("6c0000000164000161", "");
  nest("6c00000002 6105 6107", "");
  const Buffer list = nested("6c0000000164000161", "6a", "");
  const Buffer flat = encoded(list, {});
  CHECK(load_be32(&flat[1]) == kLevels);
  CHECK(flat.size() == 5 + kLevels * 4 + 1);
}

TEST_CASE("200,000 lists without elements are their tail") {
  nest("6c00000000", "");
  CHECK(encoded(nested("6c00000000", "6101", ""), {}) == term("6101"));
}

TEST_CASE("200,000 maps as one another's values are no trouble") {
  nest("740000000164000161", "");
  nest("7400000002 640001ff 6101 64000161", "");  // none of them in order
}

TEST_CASE("200,000 maps as one another's keys are no trouble") {
  nest("7400000001", "6101");
  nest("7400000002 6100 6101", "6101");
  nest("7400000002 6d00000001ff 6101", "6101");
}

TEST_CASE("200,000 funs in one another's variables are no trouble") {
  nest(
      "70000000000100000000000000000000000000000000 00000000 00000001 770161 6100 6100 58 770161 00000000 "
      "00000000"
      "00000000",
      "");
}

TEST_CASE("a term cut at any byte is truncated, never more and never less") {
  const Buffer whole = term(
      "680c 64000161 7702c3a9 6d00000003616263 6b0003010203 6c000000036164620000010061036a "
      "6e0800ffffffffffffff7f"
      "74000000026400016161016400016246bff0000000000000 4d0000000203ffe0 467ff000000000000000"
      "587703614062 00000001 00000002 00000003 5a00027703614062 00000001 00000002 00000003 "
      "71640001616400016261 02");
  Buffer fine = whole;
  fine[fine.size() - 60] = fine[fine.size() - 60];
  etf::Validator validator;
  etf::Cursor cursor(whole);
  const Status verdict = cursor.skip();
  for (std::size_t length = 0; length < cursor.position(); ++length) {
    CAPTURE(length);
    const Buffer cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
    CHECK(validator.check(cut) == Status::truncated);
    CHECK(validator.position() <= length);
  }
  CHECK(verdict == Status::bad_float);  // 7FF0…: infinity; its place is where the walk stops
  CHECK(validator.check(whole) == Status::bad_float);
  CHECK(validator.position() == cursor.position());
  CHECK(whole[validator.position()] == 70);
}

TEST_CASE("bytes made of tags at random are refused or read, and nothing else") {
  std::mt19937 random(7);
  const Buffer tags =
      term("46 4d 58 59 5a 61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f 70 71 72 73 74 75 76 77 78 00 01 02");
  etf::Validator validator;
  std::size_t accepted = 0;
  for (int round = 0; round < 200'000; ++round) {
    Buffer bytes(1 + random() % 40);
    for (auto& byte : bytes) byte = random() % 3 == 0 ? tags[random() % 29] : tags[29 + random() % 3];
    bytes[0] = tags[random() % 29];
    if (validator.check(bytes) != Status::ok) continue;
    ++accepted;
    const Bytes one = Bytes(bytes).first(etf::term_length(bytes));
    const Buffer again = encoded(one, {etf::MinorVersion::two, etf::MapOrder::sorted});
    CHECK(validator.check(again) == Status::ok);
    CHECK(etf::compare_exact(one, again) == 0);
    CHECK(etf::phash2(one) == etf::phash2(again));
    etf::Canonical canonical;
    CHECK(etf::key_hash(one, 0, canonical) == etf::key_hash(again, 0, canonical));
  }
  CHECK(accepted > 1000);
}

TEST_CASE("lists of no elements are their tail, however many stand before it") {
  const Buffer seven = nested("6c00000000", "6107", "");
  const Buffer keywords = nested("6c00000000", "6c00000001 6802 770161 6101 6a", "");
  std::string text;
  etf::print_elixir(seven, text);
  etf::print_elixir(keywords, text);
  etf::print_erlang(seven, text);
  etf::print_erlang(keywords, text);
  CHECK(text == "7[a: 1]7[{a,1}]");
}

TEST_CASE("a term printed in pieces is the text in one") {
  Buffer out;
  etf::append_list_header(out, 3);
  const std::string fence = "x" + std::string(100'000, '#') + "{\xC3\xA9#{" + std::string(100'000, '{');
  etf::append_binary(out, as_bytes(fence));
  etf::append_binary(out, as_bytes(fence + '\0'));
  etf::append_term(out, nested("7400000001 770161", "6a", ""));
  etf::append_nil(out);
  std::string whole;
  etf::print_elixir(out, whole);
  std::string pieces;
  std::size_t largest = 0;
  etf::ElixirPrinter().print(out, [&](std::string_view text) {
    pieces += text;
    largest = std::max(largest, text.size());
  });
  CHECK(pieces == whole);
  CHECK(largest < 300'000);
}
