// Literals of Elixir and Erlang: what they mean, what is none and how it is said.
#include "cxdump/etf/text_parse.hpp"

#include <doctest/doctest.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string>

#include "cxdump/etf/text_print.hpp"
#include "etf/corpus.hpp"
#include "support.hpp"

using namespace cxdump;
using namespace cxdump::test;

namespace {

std::string elixir(std::string_view text) { return hex(etf::parse_elixir(text)); }
std::string erlang(std::string_view text) { return hex(etf::parse_erlang(text)); }
std::string bytes(std::string_view digits) { return hex(term(digits)); }

template <typename Parse>
std::string complaint(Parse parse, std::string_view text) {
  try {
    parse(text);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    return error.what();
  }
  return "no error";
}

std::string elixir_error(std::string_view text) { return complaint(etf::parse_elixir, text); }
std::string erlang_error(std::string_view text) { return complaint(etf::parse_erlang, text); }

using Row = std::array<const char*, 2>;

}  // namespace

TEST_CASE("an Elixir literal means what Elixir makes of it") {
  // As Elixir 1.14 evaluated and encoded it, but for a keyword before other pairs, which it refuses.
  constexpr Row table[] = {
      {"0x1F", "611f"},
      {"0b101", "6105"},
      {"0o17", "610f"},
      {"0xFF_FF", "620000ffff"},
      {"1_000", "62000003e8"},
      {"- 1", "62ffffffff"},
      {"00012", "610c"},
      {"?\\n", "610a"},
      {"?\\s", "6120"},
      {"? ", "6120"},
      {"?é", "61e9"},
      {"-0.0", "468000000000000000"},
      {"1_0.5_0", "464025000000000000"},
      {"1.5E5", "4641024f8000000000"},
      {"1.0e-400", "460000000000000000"},
      {"\"\\xFF\"", "6d00000001ff"},
      {"\"\\x{1F600}\"", "6d00000004f09f9880"},
      {"\"\\u00e9\"", "6d00000002c3a9"},
      {"\"\\xF\"", "6d000000010f"},
      {"\"\\q\\s\\0\\d\\e\"", "6d000000057120007f1b"},
      {"\"a\\\nb\"", "6d000000026162"},
      {"\"a\\#{b}\"", "6d0000000561237b627d"},
      {"\"\"\"\n  ab\n   c\n  \"\"\"", "6d0000000661620a20630a"},
      {"'''\n  ab\\\n  c\n  '''", "6b00046162630a"},
      {"~s\"\"\"\n a\\x41\n \"\"\"", "6d0000000361410a"},
      {"~S\"\"\"\n a\\x41\n \"\"\"", "6d00000006615c7834310a"},
      {"~s(a\\)b)", "6d00000003612962"},
      {"~S(a\\)b\\n)", "6d000000056129625c6e"},
      {"~S(a\\\\)", "6d00000003615c5c"},
      {"~w(a b c)a", "6c000000036400016164000162640001636a"},
      {"~w(a  b)", "6c000000026d00000001616d00000001626a"},
      {"~w<a b>c", "6c000000026b0001616b0001626a"},
      {"~W(a\\n b)", "6c000000026d00000003615c6e6d00000001626a"},
      {"~c(abc)", "6b0003616263"},
      {"'é'", "6b0001e9"},
      {":\"a\\nb\"", "640003610a62"},
      {":'a b'", "640003612062"},
      {":\"\\x80\"", "64000180"},
      {":foo?", "640004666f6f3f"},
      {":a@b", "640003614062"},
      {":..//", "6400042e2e2f2f"},
      {":%{}", "640003257b7d"},
      {":Foo", "640003466f6f"},
      {"Foo", "64000a456c697869722e466f6f"},
      {"Elixir.Foo", "64000a456c697869722e466f6f"},
      {"Elixir", "640006456c69786972"},
      {"&Foo.bar/1", "7164000a456c697869722e466f6f6400036261726101"},
      {"<<1, 2::4>>", "4d00000002040120"},
      {"<<\"é\"::utf16>>", "6d0000000200e9"},
      {"<<1::16-little>>", "6d000000020100"},
      {"<<1::12-little>>", "4d00000002040100"},
      {"<<1.5::32>>", "6d000000043fc00000"},
      {"<<-1, 256>>", "6d00000002ff00"},
      {"<<300::size(12)>>", "4d000000020412c0"},
      {"<<0x1F600::utf8>>", "6d00000004f09f9880"},
      {"<<1::3*8>>", "6d00000003000001"},
      {"<<1::integer-unit(8)-size(2)>>", "6d000000020001"},
      {"<<1::4, <<2::4, \"a\">>::bitstring>>", "6d000000021261"},
      {"<<1, 2, >>", "6d000000020102"},
      {"{1, a: 2}", "680261016c0000000168026400016161026a"},
      {"[1, a: 2]", "6c00000002610168026400016161026a"},
      {"[\"a b\": 1]", "6c00000001680264000361206261016a"},
      {"[nil: 1]", "6c0000000168026400036e696c61016a"},
      {"[+: 1]", "6c0000000168026400012b61016a"},
      {"[1,]", "6b000101"},
      {"[1|[2]]", "6b00020102"},
      {"[1, 2 | 3]", "6c00000002610161026103"},
      {"[(1)]", "6b000101"},
      {"%{1 => 2, a: 1}", "740000000261016102640001616101"},
      {"%{a: 1, 1 => 2}", "740000000261016102640001616101"},
      {"%{a: 1, b: 2, a: 3}", "74000000026400016161036400016261 02"},
      {"%{b: 1, a: 2}", "7400000002640001616102640001626101"},
      {"%{a: %{c: 1, c: 2}, a: 1}", "7400000001640001616101"},
      {"%Foo{}", "740000000164000a5f5f7374727563745f5f64000a456c697869722e466f6f"},
      {" # comment\n 1 # more", "6101"},
  };
  for (const auto& [text, digits] : table) {
    CAPTURE(text);
    CHECK(elixir(text) == bytes(digits));
  }
}

TEST_CASE("an Erlang literal means what Erlang makes of it") {
  constexpr Row table[] = {{"16#ff", "61ff"},
                           {"-36#Z", "62ffffffdd"},
                           {"1_000.", "62000003e8"},
                           {"$a", "6161"},
                           {"$\\n", "610a"},
                           {"$\\x{e9}", "61e9"},
                           {"$\\101", "6141"},
                           {"1.5e3", "464097700000000000"},
                           {"'Atom b'", "640006 41746f6d2062"},
                           {"ok", "640002 6f6b"},
                           {"\"list\"", "6b00046c697374"},
                           {"\"a\" \"b\"", "6b00026162"},
                           {"\"\\x{263a}\"", "6c00000001620000263a6a"},
                           {"<<\"binary\">>", "6d0000000662696e617279"},
                           {"<<\"é\">>", "6d00000001e9"},
                           {"<<\"é\"/utf8>>", "6d00000002c3a9"},
                           {"<<1:4/little, 2:4>>", "6d0000000112"},
                           {"<<1:2/unit:8>>", "6d000000020001"},
                           {"<<\"ab\":16>>", "6d0000000400610062"},
                           {"#{a => 1, \"b\" => 2, a => 3}", "7400000002640001616103 6b000162 6102"},
                           {"{a, [1 | b]} % comment", "6802640001616c000000016101640001 62"},
                           {"fun lists:map/2", "716400056c697374736400036d61706102"},
                           {"{}", "6800"}};
  for (const auto& [text, digits] : table) {
    CAPTURE(text);
    CHECK(erlang(text) == bytes(digits));
  }
}

TEST_CASE("an error names line, column and what was expected") {
  constexpr Row table[] = {
      {"", "line 1, column 1: expected a term, found the end"},
      {"[1 2]", "line 1, column 4: expected \",\" or \"]\", found \"2]\""},
      {"{1,\n  2,\n  ż}",
       "line 3, column 3: expected a term: a name has no value here (an atom is written :ż, a string \"ż\"), "
       "found \"ż}\""},
      {"[\"żółw\" x]", "line 1, column 9: expected \",\" or \"]\", found \"x]\""},
      {"[1, {2", "line 1, column 5: expected a closing \",\" or \"}\" for what is opened here"},
      {"%{1 2}", "line 1, column 5: expected \"=>\" and a value, found \"2}\""},
      {"\"abc", "line 1, column 2: expected a closing \" for the text that starts here"},
      {"\"#{x}\"",
       "line 1, column 2: expected a literal (to have \"#{\" in a text, write \"\\#{\"), found \"#{x}\"\""},
      {"[a: 1, 2]",
       "line 1, column 8: expected another keyword, such as \"key: 1\": keywords come last, found \"2]\""},
      {"1__0", "line 1, column 2: expected an end of the number, found \"__0\""},
      {"1.0e400", "line 1, column 1: this float is larger than any"},
      {"~D[2024-02-30]", "line 1, column 1: expected a date that exists, such as ~D[2024-02-29]"},
      {"~q(a)", "line 1, column 1: expected one of the sigils ~c ~s ~w ~r ~C ~S ~W ~R ~D ~T ~N ~U"},
      {"<<1::foo>>", "line 1, column 6: expected a type of a segment, such as size(4), utf8, little"},
      {"<<0::99999999>>", "line 1, column 6: this segment is larger than 2^20 bits"},
      {"'\\xFF'", "line 1, column 1: a charlist holds characters, and this text is no UTF-8"},
      {"_",
       "line 1, column 1: expected a term: a name has no value here (an atom is written :_, a string \"_\"), "
       "found \"_\""},
      {"[1, \xEF\xBB\xBF"
       "2]",
       "line 1, column 5: expected a term, found the invisible character U+FEFF"},
      {"1\xC2\xA0", "line 1, column 2: expected the end of the text, found the invisible character U+00A0"},
      {"1 2", "line 1, column 3: expected the end of the text, found \"2\""},
      {"String.upcase(\"a\")",
       "line 1, column 1: expected a literal: of the calls, only MapSet.new([...]) and Decimal.new(\"...\") "
       "are"}};
  for (const auto& [text, message] : table) CHECK(elixir_error(text) == message);
  CHECK(erlang_error("{a,,b}") == "line 1, column 4: expected a term, found \",b}\"");
  CHECK(erlang_error("if") ==
        "line 1, column 1: expected a term (\"if\" as an atom stands in ''), found \"if\"");
  CHECK(erlang_error("37#1") == "line 1, column 1: the base of a number is 2 to 36");
}

TEST_CASE("atoms have at most 255 characters, in any quotes") {
  const std::string name(255, 'a');
  CHECK(elixir(":" + name) == hex(term("6400ff" + [] {
          std::string digits;
          for (int i = 0; i < 255; ++i) digits += "61";
          return digits;
        }())));
  CHECK(elixir_error(":" + name + "a").find("at most 255") != std::string::npos);
  CHECK(elixir_error(":\"" + name + "a\"").find("at most 255") != std::string::npos);
}

TEST_CASE("integers of any size are read, up to the VM's largest") {
  const std::string digits = "1" + std::string(5000, '0');
  std::string text;
  etf::print_elixir(etf::parse_elixir(digits), text);
  CHECK(text == digits);
  CHECK(elixir("0x1" + std::string(32, '0')) == bytes("6e110000000000000000000000000000000000 01"));
  CHECK(elixir_error("0x1" + std::string(9'000'000, '0')).find("larger than any of Erlang's") !=
        std::string::npos);
}

TEST_CASE("what was printed is read back as the same term") {
  std::size_t read = 0;
  Exceptions exceptions;
  for (const std::string& line : fixture_lines("etf/terms.jsonl")) {
    const Buffer term = term_field(line, "v1");
    if (term.empty()) continue;
    std::string text;
    etf::print_elixir(term, text);
    if (text.starts_with('#')) {
      exceptions.add("no literal: " + text.substr(0, text.find('<')));
      continue;
    }
    CHECK(hex(etf::parse_elixir(text)) == hex(term));
    text.clear();
    etf::print_erlang(term, text);
    CHECK(hex(etf::parse_erlang(text)) == hex(term));
    ++read;
  }
  CHECK(read > 400);
  MESSAGE(read << " terms read back");
  exceptions.report("reading back");
}

TEST_CASE("a term is read from the middle of a text, and its end is told") {
  std::size_t at = 4;
  CHECK(hex(etf::parse_term("x = {1, [2]} , 3", at)) == bytes("680261016b000102"));
  CHECK(at == 12);
}

TEST_CASE("arguments end with the parenthesis or the line, and keywords are the last of them") {
  const auto count = [](std::string_view text, etf::Closing closing, std::size_t& at) {
    at = 0;
    return etf::parse_arguments(text, at, closing);
  };
  std::size_t at = 0;
  auto arguments = count("\"a\", %{x: 1}, ttl: 60_000, b: nil)", etf::Closing::parenthesis, at);
  REQUIRE(arguments.size() == 3);
  CHECK(hex(arguments[2]) == elixir("[ttl: 60_000, b: nil]"));
  CHECK(at == 33);
  CHECK(count(" )", etf::Closing::parenthesis, at).empty());
  CHECK(at == 1);
  CHECK(count(" # nothing", etf::Closing::line, at).empty());
  arguments = count("1,\n  2 ; 3", etf::Closing::line, at);
  REQUIRE(arguments.size() == 2);
  CHECK(at == 7);
  arguments = count("a: 1,\n b: [\n2\n]\n3", etf::Closing::line, at);
  REQUIRE(arguments.size() == 1);
  CHECK(hex(arguments[0]) == elixir("[a: 1, b: [2]]"));
  CHECK(at == 15);
  CHECK_THROWS_AS(count("1 2", etf::Closing::line, at), Error);
  CHECK_THROWS_AS(count("1, a: 2, 3)", etf::Closing::parenthesis, at), Error);
}

TEST_CASE("texts 200,000 levels deep are read, and refused when they do not close") {
  constexpr std::size_t levels = 200'000;
  const auto repeat = [](std::string_view piece) {
    std::string text;
    for (std::size_t i = 0; i < levels; ++i) text += piece;
    return text;
  };
  CHECK(etf::parse_elixir(repeat("[") + repeat("]")).size() == 6 * (levels - 1) + 1);
  CHECK(etf::parse_elixir(repeat("(") + "1" + repeat(")")).size() == 2);
  CHECK(etf::parse_elixir(repeat("<<1, ") + "2" + repeat(">>")).size() == 5 + levels + 1);
  CHECK(etf::parse_erlang(repeat("<<") + repeat(">>")).size() == 5);
  CHECK(etf::parse_erlang(repeat("{a,") + "1" + repeat("}")).size() == 6 * levels + 2);
  CHECK(etf::parse_elixir(repeat("%{a: 1, b: 2, a: ") + "1" + repeat("}")).size() == 15 * levels + 2);
  CHECK_THROWS_AS(etf::parse_elixir(repeat("[{%{1 => ")), Error);
  CHECK_THROWS_AS(etf::parse_erlang(repeat("#{[")), Error);
}
