#include "json/term_writer.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "support.hpp"
#include "terms.hpp"

namespace cxdump::json::test {
namespace {

using cxdump::test::unhex;

Term struct_of(std::string_view module, std::initializer_list<Term> fields) {
  Term out;
  etf::append_map_header(out, static_cast<std::uint32_t>(fields.size() / 2 + 1));
  return join({out, atom("__struct__"), atom(module), join(fields)});
}

Term calendar() { return join({atom("calendar"), atom("Elixir.Calendar.ISO")}); }

Term date(std::int64_t year, std::int64_t month, std::int64_t day) {
  return map({atom("__struct__"), atom("Elixir.Date"), atom("calendar"), atom("Elixir.Calendar.ISO"),
              atom("day"), integer(day), atom("month"), integer(month), atom("year"), integer(year)});
}

TEST_CASE("atoms: nil and booleans are JSON's own, others are strings or $atom") {
  CHECK(plain(atom("nil")) == "null");
  CHECK(plain(atom("true")) == "true");
  CHECK(typed(atom("false")) == "false");
  CHECK(plain(atom("ok")) == "\"ok\"");
  CHECK(typed(atom("Elixir.Foo")) == R"({"$atom":"Elixir.Foo"})");
  CHECK(plain(atom("żółw")) == "\"żółw\"");
  CHECK(plain(atom("café")) == "\"café\"");
  CHECK(plain(atom("a\"b")) == R"("a\"b")");
  CHECK(plain(atom("")) == "\"\"");
}

TEST_CASE("integers have all their digits; typed ones beyond 2^53 are $integer") {
  CHECK(plain(integer(0)) == "0");
  CHECK(plain(integer(255)) == "255");
  CHECK(plain(integer(-2147483648)) == "-2147483648");
  CHECK(plain(integer(INT64_MIN)) == "-9223372036854775808");
  CHECK(plain(raw(unhex("6e 09 00 00 00 00 00 00 00 00 00 01"))) == "18446744073709551616");
  CHECK(plain(raw(unhex("6e 09 01 00 00 00 00 00 00 00 00 01"))) == "-18446744073709551616");
  CHECK(plain(raw(unhex("6e 02 01 00 00"))) == "0");
  CHECK(typed(integer(9007199254740992)) == "9007199254740992");
  CHECK(typed(integer(9007199254740993)) == R"({"$integer":"9007199254740993"})");
  CHECK(typed(integer(-9007199254740993)) == R"({"$integer":"-9007199254740993"})");
}

TEST_CASE("floats keep a point or an exponent; typed whole ones are $float") {
  CHECK(plain(floating(1.0)) == "1.0");
  CHECK(plain(floating(1e100)) == "1e+100");
  CHECK(typed(floating(0.1)) == "0.1");
  CHECK(typed(floating(1.0)) == R"({"$float":"1.0"})");
  CHECK(typed(floating(-0.0)) == R"({"$float":"-0.0"})");
  CHECK(typed(floating(1e300)) == R"({"$float":"1e+300"})");
  Term old;
  etf::append_float(old, 2.5, etf::MinorVersion::zero);
  CHECK(plain(old) == "2.5");
}

TEST_CASE("binaries are strings when they are UTF-8, else base64; bitstrings have their size") {
  CHECK(plain(binary("a\"\n€")) == "\"a\\\"\\n€\"");
  CHECK(plain(binary("\xFF\xFE")) == R"({"$binary":"//4="})");
  CHECK(typed(binary("\xED\xA0\x80")) == R"({"$binary":"7aCA"})");
  CHECK(plain(bits("\x01\xFF", 5)) == R"({"$bits":"Afg=","size":13})");
  CHECK(plain(raw(unhex("4d 00000001 03 ff"))) == R"({"$bits":"4A==","size":3})");
  CHECK(plain(raw(unhex("4d 00000002 08 6162"))) == "\"ab\"");
  CHECK(plain(raw(unhex("4d 00000000 00"))) == "\"\"");
}

TEST_CASE("lists are arrays, improper ones $improper, however they are encoded") {
  CHECK(plain(nil()) == "[]");
  CHECK(plain(bytes_list("ab")) == "[97,98]");
  CHECK(plain(list({integer(1), atom("a")})) == R"([1,"a"])");
  CHECK(plain(improper({integer(1), integer(2)})) == R"({"$improper":[1,2]})");
  CHECK(typed(improper({integer(1), integer(2), integer(3)})) == R"({"$improper":[1,2,3]})");
  CHECK(plain(improper({integer(1), bytes_list("a")})) == "[1,97]");
  CHECK(plain(improper({integer(1), list({integer(2)})})) == "[1,2]");
  CHECK(plain(improper({integer(1), improper({integer(2), integer(3)})})) == R"({"$improper":[1,2,3]})");
  CHECK(plain(list({improper({integer(1), integer(2)}), improper({nil(), integer(2)})})) ==
        R"([{"$improper":[1,2]},{"$improper":[[],2]}])");
  CHECK(plain(raw(unhex("6c 00000000 61 07"))) == "7");
  CHECK(plain(raw(unhex("6c 00000000 6c 00000001 61 07 61 08"))) == R"({"$improper":[7,8]})");
  CHECK(plain(raw(unhex("6c 00000000 6a"))) == "[]");
  CHECK(plain(raw(unhex("6b 0000"))) == "[]");
  CHECK(plain(raw(unhex("6c 00000001 61 01 6b 0000"))) == "[1]");
}

TEST_CASE("printable charlists are strings when asked for, in plain mode") {
  CHECK(with_charlists(bytes_list("ab\n")) == R"("ab\n")");
  CHECK(with_charlists(bytes_list("ab\x01")) == "[97,98,1]");
  CHECK(with_charlists(list({integer('a'), integer('b')})) == R"("ab")");
  CHECK(with_charlists(list({integer('a'), integer(322)})) == "[97,322]");
  CHECK(with_charlists(list({integer('a'), list({integer('b')})})) == R"([97,"b"])");
  CHECK(with_charlists(improper({integer('a'), integer('b')})) == R"({"$improper":[97,98]})");
  CHECK(with_charlists(nil()) == "[]");
  CHECK(write(bytes_list("ab"), {.mode = Mode::typed, .charlists = Charlists::strings}) == "[97,98]");
}

TEST_CASE("tuples are arrays, typed ones $tuple") {
  const Term term = tuple({atom("ok"), tuple({})});
  CHECK(plain(term) == R"(["ok",[]])");
  CHECK(typed(term) == R"({"$tuple":[{"$atom":"ok"},{"$tuple":[]}]})");
}

TEST_CASE("a map is an object where its keys allow it, else $map") {
  CHECK(plain(map({})) == "{}");
  CHECK(typed(map({})) == "{}");
  CHECK(plain(map({atom("id"), integer(1)})) == R"({"id":1})");
  CHECK(typed(map({atom("id"), integer(1)})) == R"({"$atoms":{"id":1}})");
  CHECK(plain(map({binary("id"), integer(1)})) == R"({"id":1})");
  CHECK(typed(map({binary("id"), integer(1)})) == R"({"id":1})");
  CHECK(typed(map({binary("$id"), integer(1)})) == R"({"$map":[["$id",1]]})");
  CHECK(plain(map({binary("$id"), integer(1)})) == R"({"$id":1})");
  CHECK(plain(map({integer(1), nil(), floating(1.0), nil()})) == R"({"1":[],"1.0":[]})");
  CHECK(typed(map({integer(1), nil()})) == R"({"$map":[[1,[]]]})");
  CHECK(plain(map({integer(1), nil(), atom("a"), nil(), binary("b"), nil()})) == R"({"1":[],"a":[],"b":[]})");
  CHECK(typed(map({atom("a"), nil(), binary("b"), nil()})) == R"({"$map":[[{"$atom":"a"},[]],["b",[]]]})");
  CHECK(plain(map({tuple({integer(1)}), integer(2)})) == R"({"$map":[[[1],2]]})");
  CHECK(plain(map({binary("\xFF"), integer(2)})) == R"({"$map":[[{"$binary":"/w=="},2]]})");
  CHECK(plain(map({atom("nil"), integer(2)})) == R"({"nil":2})");
  CHECK(plain(map({integer(1LL << 60), integer(2)})) == R"({"1152921504606846976":2})");
}

TEST_CASE("keys that are alike as text make a map $map") {
  CHECK(plain(map({atom("a"), integer(1), binary("a"), integer(2)})) == R"({"$map":[["a",1],["a",2]]})");
  CHECK(plain(map({integer(1), nil(), binary("1"), nil()})) == R"({"$map":[[1,[]],["1",[]]]})");
  CHECK(plain(map({binary("b"), nil(), binary("a"), nil(), binary("b"), nil()})) ==
        R"({"$map":[["b",[]],["a",[]],["b",[]]]})");
  CHECK(plain(map({atom("café"), nil(), atom("café", etf::MinorVersion::two), nil()})) ==
        R"({"$map":[["café",[]],["café",[]]]})");
  CHECK(plain(map({binary("b"), nil(), binary("a"), nil(), binary("c"), nil()})) ==
        R"({"b":[],"a":[],"c":[]})");
  CHECK(plain(map({binary("a"), nil(), binary(std::string_view("a\0", 2)), nil()})) ==
        R"({"a":[],"a\u0000":[]})");
}

TEST_CASE("a large map is an object too, and $map when one of its keys comes twice") {
  Term keys;
  std::string object = "{";
  for (int i = 0; i < 1000; ++i) {
    const std::string key = std::to_string(i * 7919 % 1000);
    keys = join({keys, binary(key), integer(1)});
    object += (i == 0 ? "\"" : ",\"") + key + "\":1";
  }
  Term header;
  etf::append_map_header(header, 1000);
  CHECK(plain(join({header, keys})) == object + "}");
  header.clear();
  etf::append_map_header(header, 1001);
  CHECK(plain(join({header, keys, binary("500"), nil()})).starts_with(R"({"$map":[["0",1],)"));
}

TEST_CASE("dates, times and decimals are text in plain mode and maps in typed mode") {
  CHECK(plain(date(2024, 2, 29)) == "\"2024-02-29\"");
  CHECK(plain(date(-5, 1, 2)) == "\"-0005-01-02\"");
  CHECK(plain(date(12345, 1, 2)) == "\"12345-01-02\"");
  CHECK(typed(date(2024, 2, 29)) ==
        R"({"$atoms":{"__struct__":{"$atom":"Elixir.Date"},"calendar":{"$atom":"Elixir.Calendar.ISO"},)"
        R"("day":29,"month":2,"year":2024}})");
  const Term time = struct_of("Elixir.Time", {calendar(),
                                              {},
                                              atom("hour"),
                                              integer(1),
                                              atom("microsecond"),
                                              tuple({integer(123400), integer(4)}),
                                              atom("minute"),
                                              integer(2),
                                              atom("second"),
                                              integer(3)});
  CHECK(plain(join({raw(unhex("74 00000006")), Term(time.begin() + 5, time.end())})) == "\"01:02:03.1234\"");
  CHECK(plain(struct_of("Elixir.Decimal", {atom("coef"), integer(110), atom("exp"), integer(-2), atom("sign"),
                                           integer(1)})) == "\"1.10\"");
}

TEST_CASE("a date among others, in any order of its fields, is text") {
  const Term shuffled =
      map({atom("year"), integer(2024), atom("day"), integer(9), atom("__struct__"), atom("Elixir.Date"),
           atom("month"), integer(2), atom("calendar"), atom("Elixir.Calendar.ISO")});
  CHECK(plain(list({date(2024, 1, 1), shuffled, map({tuple({}), date(2024, 1, 2)})})) ==
        R"(["2024-01-01","2024-02-09",{"$map":[[[],"2024-01-02"]]}])");
}

TEST_CASE("a malformed struct and any other struct are objects with __struct__") {
  CHECK(plain(date(2024, 13, 1)) ==
        R"({"__struct__":"Elixir.Date","calendar":"Elixir.Calendar.ISO","day":1,"month":13,"year":2024})");
  CHECK(plain(struct_of("Elixir.Person", {atom("age"), integer(31)})) ==
        R"({"__struct__":"Elixir.Person","age":31})");
  CHECK(plain(struct_of("Elixir.MapSet", {atom("map"), integer(31), atom("version"), integer(2)})) ==
        R"({"__struct__":"Elixir.MapSet","map":31,"version":2})");
  CHECK(plain(struct_of("Elixir.MapSet",
                        {atom("map"), map({integer(1), integer(2)}), atom("version"), integer(2)})) ==
        R"({"__struct__":"Elixir.MapSet","map":{"1":2},"version":2})");
}

TEST_CASE("a MapSet is an array of its members, in both layouts, nested and followed by more") {
  const Term members = map({integer(2), nil(), map({atom("a"), integer(1)}), nil()});
  const Term set = struct_of("Elixir.MapSet", {atom("map"), members, atom("version"), integer(2)});
  CHECK(plain(set) == R"([2,{"a":1}])");
  const Term old = struct_of("Elixir.MapSet", {atom("map"), map({set, atom("true")})});
  CHECK(plain(tuple({old, map({atom("b"), set})})) == R"([[[2,{"a":1}]],{"b":[2,{"a":1}]}])");
  CHECK(plain(struct_of("Elixir.MapSet", {atom("map"), map({}), atom("version"), integer(2)})) == "[]");
}

TEST_CASE("pids, ports, references and funs are text, or their bytes in typed mode") {
  const Term pid = raw(unhex("58 64 0003 614062 0000004d 00000001 00000000"));
  CHECK(plain(pid) == R"({"$pid":"#PID<a@b.77.1>"})");
  CHECK(typed(pid) == R"({"$etf":"WGQAA2FAYgAAAE0AAAABAAAAAA=="})");
  CHECK(plain(raw(unhex("59 64 0003 614062 00000005 00000000"))) == R"({"$port":"#Port<a@b.5>"})");
  CHECK(plain(raw(unhex("5a 0003 64 0003 614062 00000000 00000001 00000002 00000003"))) ==
        R"({"$reference":"#Reference<a@b.3.2.1>"})");
  CHECK(plain(raw(unhex("71 64 000d 456c697869722e537472696e67 64 0006 757063617365 61 01"))) ==
        R"({"$fun":"&String.upcase/1"})");
}

TEST_CASE("pretty is what jq prints") {
  CHECK(pretty(map({binary("a"), list({integer(1), nil(), map({})}), binary("b"), tuple({integer(2)})})) ==
        "{\n  \"a\": [\n    1,\n    [],\n    {}\n  ],\n  \"b\": [\n    2\n  ]\n}");
  CHECK(write(tuple({}), {.mode = Mode::typed, .style = Style::pretty}) == "{\n  \"$tuple\": []\n}");
  CHECK(pretty(bytes_list("a")) == "[\n  97\n]");
  CHECK(pretty(map({tuple({}), integer(1)})) == "{\n  \"$map\": [\n    [\n      [],\n      1\n    ]\n  ]\n}");
}

Term nested(std::size_t levels, std::string_view open, std::string_view middle, std::string_view close) {
  Term out;
  for (std::size_t i = 0; i < levels; ++i) out.insert(out.end(), open.begin(), open.end());
  out.insert(out.end(), middle.begin(), middle.end());
  for (std::size_t i = 0; i < levels; ++i) out.insert(out.end(), close.begin(), close.end());
  return out;
}

TEST_CASE("a million levels of each container are written without recursion and in linear time") {
  constexpr std::size_t levels = 1'000'000;
  const auto length = [](const Term& term, const WriterOptions& options) {
    Buffer buffer;
    std::size_t written = 0;
    TextBuffer out(buffer, [&](Bytes piece) { written += piece.size(); });
    TermWriter(options).write(term, out);
    out.flush();
    return written;
  };
  const Term tuples = nested(levels, "h\x01", "j", "");
  CHECK(length(tuples, {}) == 2 * levels + 2);
  CHECK(length(tuples, {.mode = Mode::typed}) == 13 * levels + 2);
  CHECK(length(tuples, {.style = Style::pretty}) < 3 * levels);
  CHECK(length(nested(levels, std::string_view("l\0\0\0\1", 5), "j", "j"), {}) == 2 * levels + 2);
  CHECK(length(nested(levels, std::string_view("l\0\0\0\1", 5), "j", "a\1"), {}) == 18 * levels + 2);
  CHECK(length(nested(levels, std::string_view("t\0\0\0\1a\1", 7), "j", ""), {}) == 6 * levels + 2);
  CHECK(length(nested(levels, std::string_view("t\0\0\0\1", 5), "j", "j"), {}) == 16 * levels + 2);
}

TEST_CASE("a large binary leaves the buffer in pieces") {
  const Term term = binary(std::string(std::size_t{8} << 20, '\0'));
  Buffer buffer;
  std::size_t written = 0;
  TextBuffer out(
      buffer, [&](Bytes piece) { written += piece.size(); }, std::size_t{1} << 20);
  TermWriter().write(term, out);
  out.flush();
  CHECK(written == (std::size_t{48} << 20) + 2);
  CHECK(buffer.capacity() < std::size_t{4} << 20);
}

// Integers that are no double shortened, which nlohmann/json refuses to read.
std::string without_long_numbers(const std::string& json) {
  constexpr std::size_t longest = 300;
  std::string out;
  std::size_t digits = 0;
  for (const char c : json) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits <= longest) out += c;
  }
  return out;
}

TEST_CASE("what the VM's corpus holds is JSON that another parser accepts") {
  for (const std::string name : {"mixed", "random", "sessions-1k"}) {
    for (const std::string& line : cxdump::test::fixture_lines("cachex/v2.1.0/" + name + ".oracle.jsonl")) {
      const nlohmann::json oracle = nlohmann::json::parse(line);
      const std::string bytes = cxdump::test::unbase64(oracle["value_etf"].get<std::string>());
      for (const Mode mode : {Mode::plain, Mode::typed}) {
        for (const Style style : {Style::compact, Style::pretty}) {
          const std::string json = write(as_bytes(bytes).subspan(1), {.mode = mode, .style = style});
          REQUIRE_MESSAGE(nlohmann::json::accept(without_long_numbers(json)), json.substr(0, 500));
        }
      }
    }
  }
}

}  // namespace
}  // namespace cxdump::json::test
