#include "json/entry_reader.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cxdump/base/error.hpp"
#include "cxdump/io/memory_source.hpp"
#include "terms.hpp"

namespace cxdump::json::test {
namespace {

constexpr std::int64_t kNow = 1'700'000'000'000;

struct Feed {
  std::size_t read;
  std::size_t window;
};

std::string shown(Bytes term) { return typed({term.begin(), term.end()}); }

std::string describe(const JsonEntry& entry) {
  return shown(entry.key) + " " + shown(entry.touched) + " " + shown(entry.ttl) + " " + shown(entry.value) +
         "\n";
}

std::string all(std::string_view json, Feed feed = {SIZE_MAX, 1 << 20}) {
  const io::SourcePtr source = io::chunked(io::memory_source(as_bytes(json), "test"), feed.read);
  EntryReader reader(*source, kNow, {.window = feed.window});
  std::string text;
  JsonEntry entry;
  try {
    while (reader.next(entry)) text += describe(entry);
  } catch (const Error& error) {
    text += error.detail() + ", entry " + std::to_string(error.entry_number().value_or(0)) + "\n";
  }
  return text;
}

const std::string kTwo =
    "\"a\" 5 7 1\n"
    "\"b\" 1700000000000 null {\"x\":[]}\n";

TEST_CASE("entries come from lines, from texts over several lines, and from one array") {
  CHECK(all("{\"key\":\"a\",\"touched\":5,\"ttl\":7,\"value\":1}\n{\"key\":\"b\",\"value\":{\"x\":[]}}\n") ==
        kTwo);
  CHECK(all("{\"value\":1, \"key\": \"a\",\n \"ttl\":7,\"touched\":5}  "
            "{\n\"key\":\"b\",\"value\":{\"x\":[]}}") == kTwo);
  CHECK(all(" [{\"key\":\"a\",\"touched\":5,\"ttl\":7,\"value\":1},\n{\"key\":\"b\",\"value\":{\"x\":[]}} "
            "] ") == kTwo);
  CHECK(all("\xEF\xBB\xBF{\"key\":\"a\",\"touched\":5,\"ttl\":7,\"value\":1}\r\n{\"key\":\"b\",\"value\":{"
            "\"x\":[]}}") == kTwo);
  CHECK(all("") == "");
  CHECK(all(" \n ") == "");
  CHECK(all("[ ]") == "");
}

TEST_CASE("the same entries come out however the bytes come in") {
  const std::string json =
      "[{\"key\":\"a\\\"}{\\\\\",\"touched\":5,\"value\":[\"[\",\"łłł\"]},\n "
      "{\"key\":{\"$tuple\":[1]},\"value\":\"" +
      std::string(300, 'x') + "\"}]";
  const std::string want = all(json);
  CHECK(want.find("line") == std::string::npos);
  for (const std::size_t read : {1U, 2U, 3U, 7U, 64U, 4096U}) {
    for (const std::size_t window : {1U, 2U, 16U, 100U, 1000U}) CHECK(all(json, {read, window}) == want);
  }
}

TEST_CASE("an error has line, column and the entry's number") {
  CHECK(all("{\"key\":1,\"value\":1}\n{\"key\":1,\"valu\":1}")
            .ends_with("line 2, column 10: unknown field \"valu\": an entry has key, touched, ttl and value, "
                       "entry 2\n"));
  CHECK(all("{\"key\":1,\"key\":1}") ==
        "line 1, column 10: the field \"key\" stands twice in this entry, entry 1\n");
  CHECK(all("{\"value\":1}") == "line 1, column 1: this entry has no key, entry 1\n");
  CHECK(all("{\"key\":1}") == "line 1, column 1: this entry has no value, entry 1\n");
  CHECK(all("[{\"key\":1,\"value\":1},\n  {\"key\":[1}]")
            .ends_with("line 2, column 12: expected ',' or ']', entry 2\n"));
  CHECK(all("5") == "line 1, column 1: an entry is an object, {...}, entry 1\n");
  CHECK(all("[5]") == "line 1, column 2: an entry is an object, {...}, entry 1\n");
  CHECK(all("[") == "line 1, column 2: the text ends inside the array, entry 1\n");
  CHECK(all("[{\"key\":1,\"value\":1}")
            .ends_with("line 1, column 21: the text ends inside the array, entry 2\n"));
  CHECK(all("[{\"key\":1,\"value\":1} {").ends_with("expected ',' or ']' behind an entry, entry 2\n"));
  CHECK(all("[] x") == "line 1, column 4: something stands behind the array of entries, entry 1\n");
  CHECK(all("{\"key\":1,\"value\":[1,2") == "line 1, column 22: the text ends inside an entry, entry 1\n");
}

TEST_CASE("a missing bracket is found where it is missing, not at the end of the input") {
  std::string json = "{\"key\":1,\"value\":[1,2}\n";
  for (int i = 0; i < 10'000; ++i) json += "{\"key\":1,\"value\":1}\n";
  const std::string wrong = "line 1, column 22: expected ',' or ']', entry 1\n";
  CHECK(all(json, {100, 1000}) == wrong);
  json[21] = ']';
  CHECK(all(json, {100, 1000}) == "line 2, column 1: expected ',' or '}', entry 1\n");
}

TEST_CASE("cut anywhere, a text gives whole entries and then an error") {
  const std::string json =
      "[{\"key\":\"a\",\"touched\":5,\"ttl\":7,\"value\":1},{\"key\":\"b\",\"value\":{\"x\":[]}}]";
  for (std::size_t length = 1; length < json.size(); ++length) {
    const std::string text = all(json.substr(0, length), {3, 8});
    CHECK(text.find("the text ends") != std::string::npos);
  }
}

}  // namespace
}  // namespace cxdump::json::test
