#include <doctest/doctest.h>

#include <algorithm>

#include "folder.hpp"
#include "harness.hpp"
#include "support.hpp"

namespace cxdump {
namespace {

using namespace test;

TEST_CASE("1,592 calls answer what Cachex 2.1.0 answered") {
  const InFolder folder;
  Harness harness;
  harness.run(fixture("cachex/v2.1.0/transcript.exs"));
  CHECK(harness.good);
  CHECK(std::count(harness.printed.begin(), harness.printed.end(), '\n') == 1592);
}

TEST_CASE("what a session prints as a transcript is a script that holds") {
  const InFolder folder;
  Harness first({.show = session::Show::transcript});
  const std::string transcript =
      first.run("set 1, %{a: 'x'}; get 1\nsize()  # how many\nCachex.incr(:my_cache, \"n\")");
  CHECK(first.good);
  CHECK(transcript ==
        "{:ok, true} = set 1, %{a: 'x'}\n{:ok, %{a: ~c\"x\"}} = get 1\n{:ok, 1} = size()\n"
        "{:missing, 1} = Cachex.incr(:my_cache, \"n\")\n");
  Harness again({.show = session::Show::transcript});
  CHECK(again.run(transcript) == transcript);
  CHECK(again.run("{:ok, \"a = b\"} =  get 3") == "{:missing, nil} = get 3\n");
  Harness second;
  second.run(transcript);
  CHECK(second.good);
}

TEST_CASE("the documentation's example runs") {
  const InFolder folder;
  Harness harness;
  harness.run(fixture("example.exs"));
  CHECK(harness.notes.empty());
  CHECK(harness.good);
}

}  // namespace
}  // namespace cxdump
