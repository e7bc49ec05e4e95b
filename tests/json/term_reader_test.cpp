#include "json/term_reader.hpp"

#include <doctest/doctest.h>

#include <string>

#include "cxdump/base/error.hpp"
#include "support.hpp"
#include "terms.hpp"

namespace cxdump::json::test {
namespace {

using cxdump::test::unhex;

TEST_CASE("JSON's own values are terms as the VM writes them") {
  CHECK(read("null") == atom("nil"));
  CHECK(read(" true ") == atom("true"));
  CHECK(read("false") == atom("false"));
  CHECK(read("\"żółw\"") == binary("żółw"));
  CHECK(read("[]") == nil());
  CHECK(read("[1,2,255]") == bytes_list("\x01\x02\xFF"));
  CHECK(read("[1,256]") == list({integer(1), integer(256)}));
  CHECK(read("{}") == map({}));
  CHECK(read("{\"b\":1,\"a\":[{}]}") == map({binary("a"), list({map({})}), binary("b"), integer(1)}));
}

TEST_CASE("integers of any size are exact, and a point or an exponent makes a float") {
  CHECK(read("0") == integer(0));
  CHECK(read("-0") == integer(0));
  CHECK(read("-2147483648") == integer(-2147483648));
  CHECK(read("9223372036854775807") == integer(INT64_MAX));
  CHECK(read("18446744073709551616") == raw(unhex("6e 09 00 00 00 00 00 00 00 00 00 01")));
  CHECK(read("-18446744073709551616") == raw(unhex("6e 09 01 00 00 00 00 00 00 00 00 01")));
  CHECK(read("1.0") == floating(1.0));
  CHECK(read("1e2") == floating(100.0));
  CHECK(read("-0.0") == floating(-0.0));
  CHECK(read("4.9406564584124654E-324") == floating(5e-324));
  CHECK(read("1e-400") == floating(0.0));
}

TEST_CASE("escapes mean what RFC 8259 says") {
  CHECK(read(R"("\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\ud83d\udc22")") == binary("\"\\/\b\f\n\r\tAé€🐢"));
  CHECK(read("\"\\u0000\"") == binary(std::string_view("\0", 1)));
  CHECK(read("\"a long text of plain bytes, \\n and more of it\"") ==
        binary("a long text of plain bytes, \n and more of it"));
}

TEST_CASE("every form is the term that it names") {
  CHECK(read(R"({"$atom":"ok"})") == atom("ok"));
  CHECK(read(R"({"$atom":"café"})") == atom("café"));
  CHECK(read(R"({"\u0024atom":"ok"})") == atom("ok"));
  CHECK(read(R"({"$integer":"-9007199254740993"})") == integer(-9007199254740993));
  CHECK(read(R"({"$float":"1.0"})") == floating(1.0));
  CHECK(read(R"({"$float":"1e+300"})") == floating(1e300));
  CHECK(read(R"({"$binary":"//4="})") == binary("\xFF\xFE"));
  CHECK(read(R"({"$bits":"Afg=","size":13})") == bits("\x01\xF8", 5));
  CHECK(read(R"({"size":13,"$bits":"Afg="})") == bits("\x01\xF8", 5));
  CHECK(read(R"({"$bits":"Afg=","size":16})") == binary("\x01\xF8"));
  CHECK(read(R"({"$improper":[1,2]})") == improper({integer(1), integer(2)}));
  CHECK(read(R"({"$tuple":[{"$atom":"ok"},{"$tuple":[]}]})") == tuple({atom("ok"), tuple({})}));
  CHECK(read(R"({"$atoms":{"id":1,"b":{}}})") == map({atom("b"), map({}), atom("id"), integer(1)}));
  CHECK(read(R"({"$atoms":{}})") == map({}));
  CHECK(read(R"({"$atoms":{"$atom":1}})") == map({atom("$atom"), integer(1)}));
  CHECK(read(R"({"$map":[[1,2],[[],{}]]})") == map({integer(1), integer(2), nil(), map({})}));
  CHECK(read(R"({"$map":[["$atom",1]]})") == map({binary("$atom"), integer(1)}));
  CHECK(read(R"({"$etf":"WGQAA2FAYgAAAE0AAAABAAAAAA=="})") ==
        raw(unhex("58 64 0003 614062 0000004d 00000001 00000000")));
  CHECK(read(R"({"$etf":"bAAAAAFhAWo="})") == bytes_list("\x01"));
}

TEST_CASE("what is read is in the VM's own form, at the top and inside: short tuples, sorted maps, strings") {
  for (const std::string_view json : {R"({"$tuple":[]})",
                                      R"({"$tuple":[1]})",
                                      R"({"b":1,"a":2})",
                                      R"({"$atoms":{"b":1,"a":2}})",
                                      R"({"$map":[[2,1],[1,1]]})",
                                      R"([{"$tuple":[{"b":[1],"a":2}]}])",
                                      R"({"$improper":[{"$tuple":[]},1]})",
                                      R"({"$etf":"bgEABQ=="})",
                                      R"({"$etf":"aQAAAAA="})",
                                      R"({"$etf":"bAAAAAFhAWo="})",
                                      "[1,2]",
                                      "[]",
                                      "{}",
                                      "1",
                                      "12345678901",
                                      "1.5",
                                      "null",
                                      R"("a")",
                                      R"({"$atom":"ł"})",
                                      R"({"$bits":"gA==","size":1})"}) {
    CHECK_MESSAGE(read(json) == canonical(read(json)), json);
  }
  CHECK(read(R"({"$tuple":[]})") == tuple({}));
  CHECK(read(R"({"$etf":"bgEABQ=="})") == integer(5));
}

TEST_CASE("an object is a form only when nothing else is in it") {
  CHECK(read(R"({"$atom":"ok","x":1})") == map({binary("$atom"), binary("ok"), binary("x"), integer(1)}));
  CHECK(read(R"({"x":1,"$atom":"ok"})") == map({binary("$atom"), binary("ok"), binary("x"), integer(1)}));
  CHECK(read(R"({"$tuple":[{"$atom":"ok"}],"x":{"$atom":"y"}})") ==
        map({binary("$tuple"), list({atom("ok")}), binary("x"), atom("y")}));
  CHECK(read(R"([{"$map":{"$map":5,"a":"b"},"c":1}])") ==
        list({map({binary("$map"), map({binary("$map"), integer(5), binary("a"), binary("b")}), binary("c"),
                   integer(1)})}));
  CHECK(read(R"({"$bits":"AA==","size":8,"x":1})") ==
        map({binary("$bits"), binary("AA=="), binary("size"), integer(8), binary("x"), integer(1)}));
  CHECK(read(R"({"$bits":"AA==","x":8})") == map({binary("$bits"), binary("AA=="), binary("x"), integer(8)}));
  CHECK(read(R"({"$unknown":1})") == map({binary("$unknown"), integer(1)}));
  CHECK(read(R"({"size":8})") == map({binary("size"), integer(8)}));
}

TEST_CASE("a malformed form is an error with line and column") {
  CHECK(complaint("{\n  \"$atom\": 5}") == "line 2, column 12: this form wants a string");
  CHECK(complaint(R"({"$atom":")" + std::string(256, 'a') + "\"}") ==
        "line 1, column 1: an atom has at most 255 characters");
  CHECK(complaint(R"({"$integer":"1.5"})") == "line 1, column 1: this is no integer");
  CHECK(complaint(R"({"$integer":""})") == "line 1, column 1: this is no integer");
  CHECK(complaint(R"({"$float":"x"})") == "line 1, column 1: this is no float");
  CHECK(complaint(R"({"$float":"inf"})") == "line 1, column 1: this is no float");
  CHECK(complaint(R"({"$binary":"A"})") == "line 1, column 1: this is no base64");
  CHECK(complaint(R"(["ł",{"$tuple":5}])") == "line 1, column 16: $tuple wants an array");
  CHECK(complaint(R"({"$improper":[1]})") ==
        "line 1, column 1: $improper wants an element and a tail at least");
  CHECK(complaint(R"({"$improper":[1,[2]]})") ==
        "line 1, column 1: the tail of $improper is a list, which makes a proper one");
  CHECK(complaint(R"({"$atoms":[]})") == "line 1, column 11: $atoms wants an object");
  CHECK(complaint(R"({"$map":[[1]]})") == "line 1, column 12: a pair of $map is [key, value]");
  CHECK(complaint(R"({"$map":[[1,2,3]]})") == "line 1, column 14: a pair of $map ends behind its value");
  CHECK(complaint(R"({"$map":[5]})") == "line 1, column 10: $map wants [[key, value], ...]");
  CHECK(complaint(R"({"$map":[[1,2],[1,3]]})") == "line 1, column 1: a map in this value has a key twice");
  CHECK(complaint(R"({"$bits":"AA=="})") ==
        R"(line 1, column 16: $bits wants {"$bits":"<base64>","size":N})");
  CHECK(complaint(R"({"$bits":"AA==","size":9})") ==
        "line 1, column 1: the size of $bits does not fit its bytes");
  CHECK(complaint(R"({"size":"x","$bits":"AA=="})") == "line 1, column 1: $bits wants a string and a size");
  CHECK(complaint(R"({"$etf":"YQFhAQ=="})").find("exactly one term") != std::string::npos);
  CHECK(complaint(R"({"$pid":"#PID<a@b.77.1>"})").find("to-json --typed") != std::string::npos);
}

TEST_CASE("what is no JSON is an error at the first wrong character") {
  CHECK(complaint("") == "line 1, column 1: the text ends where a value should stand");
  CHECK(complaint("nul") == "line 1, column 4: this is no value (null, true and false are)");
  CHECK(complaint("[1 2]") == "line 1, column 4: expected ',' or ']'");
  CHECK(complaint("[1,]") == "line 1, column 4: this is no value");
  CHECK(complaint("[1") == "line 1, column 3: the text ends before ',' or ']'");
  CHECK(complaint("{\"a\" 1}") == "line 1, column 6: expected ':'");
  CHECK(complaint("{\"a\":1,}") == "line 1, column 8: expected a name in quotes");
  CHECK(complaint("{a:1}") == "line 1, column 2: expected a name in quotes");
  CHECK(complaint("01") == "line 1, column 1: a number must not start with 0");
  CHECK(complaint("-") == "line 1, column 2: a number needs a digit here");
  CHECK(complaint("1.") == "line 1, column 3: a number needs a digit behind the point");
  CHECK(complaint("1e+") == "line 1, column 4: a number needs a digit in the exponent");
  CHECK(complaint("1e999") == "line 1, column 1: a float that is larger than a double holds");
  CHECK(complaint("+1") == "line 1, column 1: this is no value");
  CHECK(complaint("\"a\nb\"") == "line 1, column 3: a control character in a string must be escaped");
  CHECK(complaint("\"\\x\"") == "line 1, column 2: no such escape");
  CHECK(complaint("\"\\ud800\"") == "line 1, column 2: half a surrogate pair");
  CHECK(complaint("\"\\udc00\"") == "line 1, column 2: half a surrogate pair");
  CHECK(complaint("\"\xFF\"") == "line 1, column 2: this is no UTF-8");
  CHECK(complaint("\"abc") == "line 1, column 5: the text ends inside a string");
}

TEST_CASE("a name that stands twice is an error at the second") {
  CHECK(complaint(R"({"a":1,"a":2})") == "line 1, column 8: this name stands twice in its object");
  CHECK(complaint(R"({"b":1,"a":2,"c":{},"b":2})") ==
        "line 1, column 21: this name stands twice in its object");
  CHECK(complaint(R"({"a":1,"\u0061":2})") == "line 1, column 8: this name stands twice in its object");
  CHECK(complaint(R"({"$atoms":{"a":1,"a":2}})") ==
        "line 1, column 18: this name stands twice in its object");
}

std::string nested(std::size_t levels, const std::string& open, const std::string& middle,
                   const std::string& close) {
  std::string out;
  for (std::size_t i = 0; i < levels; ++i) out += open;
  out += middle;
  for (std::size_t i = 0; i < levels; ++i) out += close;
  return out;
}

TEST_CASE("a million levels of each container are read without recursion and in linear time") {
  constexpr std::size_t levels = 1'000'000;
  CHECK(read(nested(levels, "[", "1", "]")).size() == 6 * (levels - 1) + 4);
  CHECK(read(nested(levels, R"({"$tuple":[)", "1", "]}")).size() == 2 * levels + 2);
  CHECK(read(nested(levels, R"({"":)", "1", "}")).size() == 10 * levels + 2);
  CHECK(read(nested(levels, R"({"$atoms":{"a":)", "1", "}}")).size() == 9 * levels + 2);
  CHECK(read(nested(levels, R"({"$map":[[1,)", "1", "]]}")).size() == 7 * levels + 2);
  CHECK(read(nested(levels, R"({"$improper":[)", "1", ",2]}")).size() == 7 * levels + 2);
  CHECK(read(nested(levels, R"({"$tuple":[)", "1", R"(],"":1})")).size() > 20 * levels);
  CHECK(complaint(std::string(levels, '[')).find("ends") != std::string::npos);
}

TEST_CASE("a long object in no order is read in n log n") {
  std::string json = "{";
  for (int i = 0; i < 200'000; ++i) {
    json += (i == 0 ? "\"" : ",\"") + std::to_string(i * 7919LL % 200'000) + "\":1";
  }
  CHECK(read(json + "}").size() > 200'000);
  CHECK(complaint(json + ",\"77\":2}").find("stands twice") != std::string::npos);
}

}  // namespace
}  // namespace cxdump::json::test
