// Dumps made of JSON: what a text says stands in the dump, in its order, however it is cut, or nothing does.

#include "ops/from_json.hpp"

#include <doctest/doctest.h>

#include "cxdump/base/error.hpp"
#include "dump/dumps.hpp"
#include "io/memory_sink.hpp"
#include "support.hpp"

namespace {

using namespace cxdump;
using test::binary;
using test::Four;
using test::Fours;
using test::integer;
using test::nil;

constexpr std::int64_t kNow = 1'700'000'000'000;

struct How {
  int threads = 1;
  std::uint64_t max_entry = std::uint64_t{1} << 30;
  dump::SelectionOptions selection{};
};

Fours made_of(const std::string& text, const How& how = {}) {
  io_test::Buffer bytes;
  io_test::MemorySink sink(bytes);
  dump::DumpWriter writer(sink, {});
  const io::SourcePtr source = io::memory_source(as_bytes(text), "test");
  ops::from_json(*source, {kNow, how.max_entry}, dump::Selection(how.selection), writer, sink, how.threads);
  writer.end();
  return test::fours_of(bytes);
}

std::string refusal(const std::string& text) {
  try {
    made_of(text);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

std::string line(std::size_t key, std::size_t value_size) {
  return "{\"key\":" + std::to_string(key) + ",\"touched\":1,\"value\":\"" + std::string(value_size, 'x') +
         "\"}\n";
}

Four entry(std::size_t key, std::size_t value_size) {
  return {integer(static_cast<std::int64_t>(key)), integer(1), nil(), binary(std::string(value_size, 'x'))};
}

}  // namespace

TEST_CASE("an entry without touched is touched now, one without ttl never expires") {
  CHECK(made_of(R"({"key":"a","value":7})") == Fours{{binary("a"), integer(kNow), nil(), integer(7)}});
  CHECK(made_of(R"({"value":7,"ttl":5,"touched":-1,"key":"a"})") ==
        Fours{{binary("a"), integer(-1), integer(5), integer(7)}});
  CHECK(made_of(R"({"key":"a","ttl":null,"value":7})") ==
        Fours{{binary("a"), integer(kNow), nil(), integer(7)}});
}

TEST_CASE("lines and one array hold the same; nothing holds nothing") {
  const Fours wanted{entry(1, 2), entry(2, 3)};
  CHECK(made_of(line(1, 2) + line(2, 3)) == wanted);
  CHECK(made_of(line(1, 2) + "\n\r\n" + line(2, 3)) == wanted);
  CHECK(made_of("[" + line(1, 2) + "," + line(2, 3) + "]\n") == wanted);
  CHECK(made_of("").empty());
  CHECK(made_of("[]").empty());
}

TEST_CASE("large entries among small ones stay in their place, by any number of threads") {
  std::string text;
  Fours wanted;
  const std::size_t sizes[] = {10, 900'000, 6'000'000, 10, 700'000, 700'000, 5'000'000, 5'000'000, 10};
  for (std::size_t i = 0; i < std::size(sizes); ++i) {
    text += line(i, sizes[i]);
    wanted.push_back(entry(i, sizes[i]));
  }
  for (const int threads : {1, 2, 5}) {
    How how;
    how.threads = threads;
    CHECK((made_of(text, how) == wanted));
  }
}

TEST_CASE("entries are selected, up to a limit") {
  std::string text;
  for (std::size_t i = 0; i < 100; ++i) text += line(i, i);
  How how;
  how.selection.key_globs = {"9?"};
  how.selection.limit = 3;
  how.threads = 2;
  CHECK(made_of(text, how) == Fours{entry(90, 90), entry(91, 91), entry(92, 92)});
}

TEST_CASE("an error has line, column and entry") {
  const std::string good = line(1, 1);
  for (const char* bad : {R"({"key":1})", R"({"value":1})", R"({"key":1,"value":2,"other":3})",
                          R"({"key":1,"value":{"$tuple":3}})", R"({"key":1,"value":2)",
                          R"({"key":1,"key":1,"value":2})", "7"}) {
    CAPTURE(bad);
    const std::string message = refusal(good + bad);
    CAPTURE(message);
    CHECK(message.find("line 2, column ") != std::string::npos);
  }
  CHECK(refusal("[" + good) != "");
  CHECK(refusal("[" + good + good + "]") != "");
}

TEST_CASE("an entry of more text than allowed is refused") {
  How how;
  how.max_entry = 1'000;
  CHECK_NOTHROW(made_of(line(1, 900), how));
  CHECK_THROWS_AS(made_of(line(1, 1'000), how), Error);
}
