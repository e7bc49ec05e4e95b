// Terms as text: against what the VM printed, then the corners.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/text_parse.hpp"
#include "cxdump/etf/text_print.hpp"
#include "etf/corpus.hpp"
#include "etf/inspect_texts.hpp"
#include "support.hpp"

using namespace cxdump;
using namespace cxdump::test;

namespace {

std::string elixir(Bytes bytes) {
  std::string out;
  etf::print_elixir(bytes, out);
  return out;
}

std::string erlang(Bytes bytes) {
  std::string out;
  etf::print_erlang(bytes, out);
  return out;
}

std::string elixir(std::string_view hex) { return elixir(Bytes(term(hex))); }

// MAP_EXT of more than 32 keys at the top: Erlang's pretty printer walks it in an order of its own.
bool is_large_map(Bytes bytes) {
  etf::Cursor cursor(bytes);
  etf::Head head;
  return cursor.next(head) == Status::ok && head.kind == etf::Kind::map && head.count > 32;
}

struct Counts {
  std::size_t compared = 0;
  Exceptions exceptions;
};

constexpr std::string_view kLargeMap = "the order that ~0tp gives a map of more than 32 keys";

void compare_line(const nlohmann::json& line, Counts& counts) {
  const bool has_bytes =
      line.at("v1").is_string() && line.contains("elixir") && line.at("elixir").is_string();
  if (!has_bytes) return;
  const auto text = line.at("elixir").get<std::string>();
  const auto erlang_text = line.at("erlang").get<std::string>();
  if (const std::string_view what = known_to_one_vm(text); !what.empty()) {
    counts.exceptions.add(what);
    return;
  }
  if (is_large_map(term(line.at("v1").get<std::string>().substr(2)))) counts.exceptions.add(kLargeMap);
  for (const char* version : {"v0", "v1", "v2"}) {
    const Buffer bytes = term(line.at(version).get<std::string>().substr(2));
    CHECK(elixir(bytes) == with_charlist_sigils(text));
    if (!is_large_map(bytes)) CHECK(erlang(bytes) == erlang_text);
    ++counts.compared;
  }
}

std::string nested(std::size_t levels, std::string_view open, std::string_view leaf, std::string_view close) {
  std::string text;
  for (std::size_t i = 0; i < levels; ++i) text += open;
  text += leaf;
  for (std::size_t i = 0; i < levels; ++i) text += close;
  return text;
}

constexpr std::size_t kLevels = 200'000;

}  // namespace

TEST_CASE("every term of the corpus prints as Elixir and Erlang printed it") {
  Counts counts;
  for (const std::string& line : fixture_lines("etf/terms.jsonl"))
    compare_line(nlohmann::json::parse(line), counts);
  CHECK(counts.compared > 1200);
  MESSAGE(counts.compared << " texts compared");
  counts.exceptions.report("texts");
  CHECK(counts.exceptions[kLargeMap] > 0);
}

TEST_CASE("the start of a text is the text's, and the whole when there is no more") {
  etf::ElixirPrinter printer;
  for (const std::string& line : fixture_lines("etf/terms.jsonl")) {
    const Buffer bytes = term_field(line, "v1");
    if (bytes.empty()) continue;
    const std::string whole = elixir(bytes);
    for (const std::size_t enough : {0, 1, 2, 3, 5, 8, 13, 50, 201}) {
      std::string start = "> ";
      printer.print_start(bytes, enough, start);
      CHECK(start.size() >= 2 + std::min(enough, whole.size()));
      CHECK(start.substr(2, enough) == whole.substr(0, enough));
      if (whole.size() < enough) CHECK(start.substr(2) == whole);
    }
  }
}

TEST_CASE("keys and values of Cachex's dumps print as Elixir printed them") {
  std::size_t compared = 0;
  Exceptions exceptions;
  for (const char* name : {"mixed", "random", "sessions-1k", "example", "ttl"}) {
    for (const std::string& line : fixture_lines("cachex/v2.1.0/" + std::string(name) + ".oracle.jsonl")) {
      const auto entry = nlohmann::json::parse(line);
      for (const char* field : {"key", "value"}) {
        const auto text = entry.at(field).get<std::string>();
        const std::string_view what = text.find("%Person{") != std::string::npos
                                          ? "a struct that only the program which wrote the file defines"
                                          : known_to_one_vm(text);
        if (!what.empty()) {
          exceptions.add(what);
          continue;
        }
        const std::string bytes =
            unbase64(entry.at(std::string(field) + "_etf").get<std::string>()).substr(1);
        CHECK(elixir(as_bytes(bytes)) == with_charlist_sigils(text));
        ++compared;
      }
    }
  }
  CHECK(compared > 2000);
  MESSAGE(compared << " keys and values compared");
  exceptions.report("texts of keys and values");
}

TEST_CASE("identifiers print with the name of their node") {
  CHECK(elixir("58 640003614062 0000004d 00000001 00000000") == "#PID<a@b.77.1>");
  CHECK(elixir("59 640003614062 00000007 00000000") == "#Port<a@b.7>");
  CHECK(elixir("5a0003 640003614062 00000000 00000001 00000002 00000003") == "#Reference<a@b.3.2.1>");
  CHECK(erlang(term("58 640003614062 0000004d 00000001 00000000")) == "<a@b.77.1>");
  CHECK(erlang(term("5a0001 640003614062 00000000 00000001")) == "#Ref<a@b.1>");
}

TEST_CASE("functions print with their module") {
  CHECK(elixir("71 64000d456c697869722e537472696e67 6400067570636173 65 6101").starts_with("&String.") ==
        true);
  CHECK(elixir("71 640006 65726c616e67 640001 2b 6102") == "&:erlang.+/2");
  const std::string fun =
      "70 00000050 02 00000000000000000000000000000000 00000003 00000000 640001 6d 6103 6109"
      "58 640003614062 00000001 00000000 00000000";
  CHECK(elixir(fun) == "#Function<3.9/2 in :m>");
  CHECK(erlang(term(fun)) == "#Fun<m.3.9>");
}

TEST_CASE("a list that is encoded in parts prints as the one that it is") {
  CHECK(elixir("6c00000001 6101 6c00000001 6102 6a") == "[1, 2]");
  CHECK(elixir("6c00000001 6161 6b0002 6263") == "~c\"abc\"");
  CHECK(elixir("6c00000001 6101 6b0002 6263") == "[1, 98, 99]");
  CHECK(elixir("6c00000001 6802 640001 61 6101 6c00000001 6802 640001 62 6102 6a") == "[a: 1, b: 2]");
  CHECK(elixir("6c00000001 6101 6c00000001 6102 6103") == "[1, 2 | 3]");
  CHECK(elixir("6c00000000 6a") == "[]");
  CHECK(elixir("6c00000000 6105") == "5");
  CHECK(erlang(term("6c00000001 6161 6c00000001 6162 6a")) == "\"ab\"");
}

TEST_CASE("small maps print in the order of their keys, whatever order they stand in") {
  CHECK(elixir("7400000002 640001 62 6102 640001 61 6101") == "%{a: 1, b: 2}");
  CHECK(elixir("7400000003 6d00000001 62 6102 640001 61 6101 6105 6a") == "%{5 => [], :a => 1, \"b\" => 2}");
  CHECK(erlang(term("7400000002 640001 62 6102 640001 61 6101")) == "#{a => 1,b => 2}");
}

TEST_CASE("library structs print as their Inspect protocol has it") {
  const char* texts[] = {
      "~D[2024-02-29]",
      "~D[-0044-03-15]",
      "~T[23:05:09.120]",
      "~N[2024-02-29 23:05:09]",
      "~U[2024-02-29 23:05:09.000001Z]",
      "MapSet.new([1, :b])",
      "MapSet.new([a: 1])",
      "MapSet.new([[97, 98]])",
      "MapSet.new([])",
      "1..9//2",
      "1..9",
      "9..1//-1",
      "~r/a\\/b\\n/iu",
      "Decimal.new(\"1.10\")",
      "Decimal.new(\"-1E+3\")",
      "Decimal.new(\"0.000001\")",
      "Decimal.new(\"1E-7\")",
      "Decimal.new(\"1.23E-8\")",
      "Decimal.new(\"NaN\")",
      "Decimal.new(\"-Infinity\")",
      "%Version{major: 1, minor: 2, patch: 3, pre: [\"rc\", 1], build: \"x\"}",
      "%Version{major: 1, minor: 2, patch: 3}",
      "%URI{scheme: \"http\", userinfo: nil, host: \"a\", port: 80, path: \"/\", query: nil, fragment: nil}"};
  for (const char* text : texts) CHECK(elixir(etf::parse_elixir(text)) == text);
}

TEST_CASE("a date and time with a zone prints with its offset and its zone") {
  const auto in_zone = [](std::string_view fields) {
    return elixir(etf::parse_elixir(
        "%DateTime{calendar: Calendar.ISO, day: 29, hour: 23, microsecond: {1, 6}, minute: 5,"
        "month: 2, second: 9, year: 2024, " +
        std::string(fields) + "}"));
  };
  CHECK(in_zone("std_offset: 0, time_zone: \"Europe/Warsaw\", utc_offset: 3600, zone_abbr: \"CET\"") ==
        "#DateTime<2024-02-29 23:05:09.000001+01:00 CET Europe/Warsaw>");
  CHECK(in_zone("std_offset: 60, time_zone: \"Etc/UTC\", utc_offset: -3661, zone_abbr: \"UTC\"") ==
        "#DateTime<2024-02-29 23:05:09.000001-01:00>");
}

TEST_CASE("a number in a struct is what it is in any encoding") {
  // As other programs write them: every integer a SMALL_BIG.
  const std::string day = "640003646179 6e02000200";
  const std::string rest =
      "64000a5f5f7374727563745f5f 64000b456c697869722e44617465 640008 63616c656e646172 640013"
      "456c697869722e43616c656e6461722e49534f 6400056d6f6e7468 6e010001 64000479656172 6e0200e407";
  CHECK(elixir("7400000005" + rest + day) == "~D[2020-01-02]");
  const std::string time =
      "7400000006 64000a5f5f7374727563745f5f 64000b456c697869722e54696d65 640008 63616c656e646172 640013"
      "456c697869722e43616c656e6461722e49534f 640004686f7572 6e010017 64000b6d6963726f7365636f6e64 6802 "
      "6e0300"
      "c0d401 6e010003 6400066d696e757465 6e010005 6400067365636f6e64 6e010009";
  CHECK(elixir(time) == "~T[23:05:09.120]");
  const std::string range =
      "7400000004 64000a5f5f7374727563745f5f 64000c456c697869722e52616e6765 6400056669727374 6e010001"
      "6400046c617374 6e010005 64000473746570 6e01000";
  CHECK(elixir(range + "1") == "1..5");
  CHECK(elixir(range + "0") == "%{__struct__: Range, first: 1, last: 5, step: 0}");
}

TEST_CASE("the options of a Regex print as letters, whether they are a binary or a list") {
  const auto regex = [](std::string_view opts) {
    return elixir(
        etf::parse_elixir("%Regex{source: \"a\", re_pattern: nil, opts: " + std::string(opts) + "}"));
  };
  CHECK(regex("\"iu\"") == "~r/a/iu");
  CHECK(regex("[]") == "~r/a/");
  CHECK(regex("[:caseless]") == "~r/a/i");
  CHECK(regex("[:unicode, :ucp, :caseless, :dotall, {:newline, :anycrlf}]") == "~r/a/siu");
  CHECK(regex("[:multiline, :ungreedy, :firstline, :extended]") == "~r/a/xfUm");
  for (const char* unknown :
       {"\"z\"", "[:dotall]", "[:unicode]", "[:unicode, :caseless]", "[{:newline, :anycrlf}]",
        "[:dotall, {:newline, :cr}]", "[:caseless | :x]", "[[]]", "[1]", "nil"}) {
    CHECK(regex(unknown).starts_with("%{__struct__: Regex, opts: "));
  }
}

TEST_CASE("a struct that is malformed or unknown prints as a map") {
  const char* texts[] = {
      "%{__struct__: Date, calendar: Calendar.ISO, day: 30, month: 2, year: 2024}",
      "%{__struct__: Date, calendar: Other, day: 1, month: 2, year: 2024}",
      "%{__struct__: Date, day: 1}",
      "%{__struct__: Date, calendar: Calendar.ISO, day: 1, month: 2, year: 2024, zone: nil}",
      "%{__struct__: Date, calendar: Calendar.ISO, day: 18446744073709551618, month: 1, year: 2024}",
      "%{__struct__: URI, foo: 1}",
      "%{__struct__: Version}",
      "%{__struct__: MapSet, map: [1], version: 2}",
      "%{__struct__: Range, first: :a, last: 2, step: 1}",
      "%{__struct__: Foo, a: 1}",
      "%{__struct__: nil, a: 1}",
      "%{:__struct__ => Foo, \"a\" => 1}"};
  for (const char* text : texts) CHECK(elixir(etf::parse_elixir(text)) == text);
}

TEST_CASE("terms 200,000 levels deep print, in lists, tuples, keywords, maps, keys and sets") {
  const auto check = [](std::string_view open, std::string_view leaf, std::string_view close) {
    const std::string text = nested(kLevels, open, leaf, close);
    const etf::Term bytes = etf::parse_elixir(text);
    const bool is_same = elixir(bytes) == text;  // not a CHECK of megabytes
    CHECK(is_same);
    CHECK(!erlang(bytes).empty());
  };
  check("[", "[]", "]");
  check("{", "{}", "}");
  check("[a: ", "1", "]");
  check("%{a: ", "1", "}");
  check("%{%{} => 1, ", "%{a: 1}", " => 1}");
  check("%{1 => 1, %{b: 1, c: 2} => 2, ", "%{b: 1, d: 2}", " => 1}");
  check("MapSet.new([", "1", "])");
  check("[1 | {", "1", "}]");
}

TEST_CASE("text is appended to what was there, and a printer may be used again") {
  std::string out = "x ";
  etf::ElixirPrinter printer;
  printer.print(term("6101"), out);
  printer.print(term("7400000001 640001 61 6101"), out);
  printer.print(term("7400000001 640001 62 6a"), out);
  CHECK(out == "x 1%{a: 1}%{b: []}");
}
