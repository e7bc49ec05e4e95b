#include "cxdump/etf/append.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "etf/corpus.hpp"

using namespace cxdump;
using namespace cxdump::test;

namespace {

template <typename Write>
std::string written(Write write) {
  Buffer out;
  write(out);
  return hex(out);
}

std::string integer(std::int64_t value) {
  return written([&](Buffer& out) { etf::append_integer(out, value); });
}

std::string big(std::string_view digits, etf::Sign sign) {
  return written([&](Buffer& out) { etf::append_big(out, term(digits), sign); });
}

std::string atom(std::string_view name, etf::MinorVersion version = etf::MinorVersion::one) {
  return written([&](Buffer& out) { etf::append_atom(out, name, version); });
}

std::string bits(std::string_view bytes, std::uint8_t last_bits) {
  return written([&](Buffer& out) { etf::append_bits(out, term(bytes), last_bits); });
}

// A list of `count` times `element`, closed without having known the count.
Buffer list_of(std::uint32_t count, std::string_view element) {
  Buffer out;
  const std::size_t begin = etf::begin_list(out);
  for (std::uint32_t i = 0; i < count; ++i) etf::append_term(out, term(element));
  etf::end_list(out, begin, count);
  return out;
}

}  // namespace

TEST_CASE("an integer takes the shortest form that the VM has for it") {
  CHECK(integer(0) == "6100");
  CHECK(integer(255) == "61ff");
  CHECK(integer(256) == "6200000100");
  CHECK(integer(-1) == "62ffffffff");
  CHECK(integer(2147483647) == "627fffffff");
  CHECK(integer(2147483648) == "6e040000000080");
  CHECK(integer(-2147483648) == "6280000000");
  CHECK(integer(-2147483649) == "6e040101000080");
  CHECK(integer(std::numeric_limits<std::int64_t>::max()) == "6e0800ffffffffffffff7f");
  CHECK(integer(std::numeric_limits<std::int64_t>::min()) == "6e08010000000000000080");
}

TEST_CASE("a big integer loses its padding, and its tag when it is not big") {
  using etf::Sign;
  CHECK(big("", Sign::negative) == "6100");
  CHECK(big("0500000000", Sign::negative) == "62fffffffb");
  CHECK(big("00000080", Sign::negative) == "6280000000");
  CHECK(big("00000080", Sign::positive) == "6e040000000080");
  CHECK(big("01020304050000", Sign::negative) == "6e05010102030405");
  Buffer large;
  etf::append_big(large, Buffer(256, 1), Sign::negative);
  CHECK(hex(large).substr(0, 16) == "6f00000100010101");
  CHECK(large.size() == 6 + 256);
}

TEST_CASE("an atom is Latin-1 where it can be, and UTF-8 in minor_version 2") {
  using enum etf::MinorVersion;
  CHECK(atom("") == "640000");
  CHECK(atom("ok") == "6400026f6b");
  CHECK(atom("é") == "640001e9");
  CHECK(atom("Ω") == "7702cea9");
  CHECK(atom("é", zero) == "640001e9");
  CHECK(atom("é", two) == "7702c3a9");
  std::string long_name;
  for (int i = 0; i < 255; ++i) long_name += "é";
  CHECK(atom(long_name).substr(0, 8) == "6400ffe9");
  CHECK(atom(long_name, two).substr(0, 10) == "7601fec3a9");
}

TEST_CASE("a float is text in minor_version 0 only") {
  using enum etf::MinorVersion;
  CHECK(written([](Buffer& out) { etf::append_float(out, -0.0); }) == "468000000000000000");
  CHECK(written([](Buffer& out) { etf::append_float(out, 1.5, two); }) == "463ff8000000000000");
  CHECK(written([](Buffer& out) { etf::append_float(out, 1.5, zero); }) ==
        "63312e3530303030303030303030303030303030303030652b30300000000000");
}

TEST_CASE("unused bits are cleared, and eight used bits are a byte") {
  CHECK(bits("ffff", 3) == "4d0000000203ffe0");
  CHECK(bits("ffff", 8) == "6d00000002ffff");
  CHECK(bits("", 0) == "6d00000000");
}

TEST_CASE("a list of bytes becomes a string when it is closed, up to 65,535 of them") {
  CHECK(hex(list_of(0, "")) == "6a");
  CHECK(hex(list_of(3, "6107")) == "6b0003070707");
  CHECK(hex(list_of(2, "6a")) == "6c000000026a6a6a");
  CHECK(hex(list_of(1, "6200000161")) == "6c0000000162000001616a");
  CHECK(list_of(65535, "6107").size() == 3 + 65535);
  const Buffer longer = list_of(65536, "6107");
  CHECK(longer.size() == 5 + 2 * 65536 + 1);
  CHECK(hex(longer).substr(0, 14) == "6c000100006107");
  Buffer same;
  etf::append_string(same, Buffer(65536, 7));
  CHECK(same == longer);
}

TEST_CASE("a tuple of more than 255 elements gets its wider header when it is closed") {
  for (const std::uint32_t arity : {0U, 1U, 255U, 256U, 1000U}) {
    Buffer out = term("6a");  // something before it
    const std::size_t begin = etf::begin_tuple(out);
    for (std::uint32_t i = 0; i < arity; ++i) etf::append_nil(out);
    etf::end_tuple(out, begin, arity);
    Buffer expected = term("6a");
    etf::append_tuple_header(expected, arity);
    expected.insert(expected.end(), arity, 106);
    CHECK(out == expected);
  }
}

TEST_CASE("a map and an improper list get their counts when they are closed") {
  Buffer out;
  const std::size_t map = etf::begin_map(out);
  etf::append_atom(out, "k");
  const std::size_t list = etf::begin_list(out);
  etf::append_integer(out, 1);
  etf::append_integer(out, 2);
  etf::end_improper_list(out, list, 1);
  etf::end_map(out, map, 1);
  CHECK(hex(out) == "74000000016400016b6c0000000161016102");
}
