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

TEST_CASE("in a transcript, text is a comment before its call, and what no literal can say is anything") {
  Harness harness({.show = session::Show::transcript});
  CHECK(harness.run("help size; set 1, 1; entries; to_json; exit; size") ==
        "# size\n#\n#   Count the entries, expired ones too.\n#   Example: size\nhelp size\n"
        "{:ok, true} = set 1, 1\n"
        "# key  touched                   ttl left  value\n# 1    2023-11-14T22:13:20.000Z  none      1\n"
        "# 1 of 1 entry\nentries\n"
        "# {\"key\":1,\"touched\":1700000000000,\"ttl\":null,\"value\":1}\nto_json\nexit\n");
  const std::vector<std::uint8_t> pid = {88, 119, 1, 'n', 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};
  Harness other({.show = session::Show::transcript});
  other.session.find("my_cache")
      ->store.put(
          {.key = session::integer(1), .value = pid, .touched = session::integer(0), .ttl = session::nil()});
  CHECK(other.run("get 1; get 2") == "_ = get 1\n{:missing, nil} = get 2\n");
}

TEST_CASE("the transcript of a dump of everything is a script that holds") {
  const InFolder folder;
  std::string script = "load \"" + testdata("cachex/v2.1.0/mixed-c0.dump") + "\"\n";
  for (int i = 1; i <= 63; ++i) script += "get {:v, " + std::to_string(i) + "}\n";
  const session::RunOptions transcript{.show = session::Show::transcript};
  const std::string printed = Harness(transcript).run(script);
  CHECK(printed.find("_ = get {:v, 62}") != std::string::npos);  // a regex, whose text leaves a field out
  Harness again(transcript);
  CHECK(again.run(printed) == printed);
  CHECK(again.good);
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
