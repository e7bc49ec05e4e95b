#include <doctest/doctest.h>
#include <sys/stat.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

#include "cxdump/base/error.hpp"
#include "cxdump/io/file_source.hpp"
#include "folder.hpp"
#include "harness.hpp"
#include "session/interrupt.hpp"
#include "session/load.hpp"
#include "support.hpp"

namespace cxdump {
namespace {

using namespace test;

TEST_CASE("load answers for each container what 2.1 would for its own, and a later file wins") {
  for (const char* version : {"v2.1.0/merge-a-c1", "v3.6.0/merge-a-c1", "v4.1.1/merge-a"}) {
    const std::string a = testdata("cachex/" + std::string(version) + ".dump");
    std::string b = a;
    b.replace(b.rfind("merge-a"), 7, "merge-b");
    CAPTURE(a);
    Harness harness;
    CHECK(harness.run("load \"" + a + "\"; size; load \"" + b + "\"; size; get \"key:50\"; get \"key:51\"") ==
          "{:ok, true}\n{:ok, 100}\n{:ok, true}\n{:ok, 150}\n{:ok, {:a, 50}}\n{:ok, {:b, 51}}\n");
  }
}

TEST_CASE("a file that cannot be read is unreachable, and the reason is told") {
  Harness harness;
  CHECK(harness.run("load \"no/such/file\"") == "{:error, :unreachable_file}\n");
  CHECK(harness.notes.find("no/such/file") != std::string::npos);
  CHECK(harness.run("set 1, 1; load \"" + testdata("cachex/odd/etf_truncated_half_c0_v2") + "\"; size") ==
        "{:ok, true}\n{:error, :unreachable_file}\n{:ok, 1}\n");
  CHECK(harness.notes.find("byte") != std::string::npos);
}

TEST_CASE("an assertion on a term that no text says in full is told as that") {
  Harness harness;
  harness.run("load \"" + testdata("cachex/v2.1.0/mixed-c1.dump") + "\"; {:ok, ~r/ab+c/i} = get {:v, 62}");
  CHECK(harness.notes.ends_with(
      "gave {:ok, ~r/ab+c/i}, whose text is not all of it; `_` stands for such a term\n"));
  harness.run("{:ok, _} = get {:v, 62}");
  CHECK(harness.good);
}

TEST_CASE("what dump writes, load reads, at every level and in every container") {
  const InFolder folder;
  for (const char* options : {"compression: 0", "compression: 9", "format: :v3", "format: :v4",
                              "compression: 55", "format: \"v2\""}) {
    CAPTURE(options);
    Harness harness;
    harness.run("load \"" + testdata("cachex/v2.1.0/mixed-c1.dump") + "\"");
    const std::string keys = harness.run("keys");
    CHECK(harness.run(std::string("dump \"d\", ") + options + "; clear; load \"d\"; keys").ends_with(keys));
    CHECK(harness.good);
  }
}

std::optional<dump::Container> container_of(const std::string& path) {
  const dump::DecoderPtr decoder = dump::open_dump(io::open_file(path));
  dump::Batch batch;
  while (decoder->next(batch)) {
  }
  return decoder->info().container;
}

TEST_CASE("a cache is dumped in the container of the first file that was loaded into it, or of the version") {
  using enum dump::Container;
  using session::Rules;
  struct {
    Rules rules;
    const char* first;
    dump::Container container;
  } const cases[] = {
      {Rules::v2_1, "v2.1.0/merge-a-c1", v2}, {Rules::v2_1, "v3.6.0/merge-a-c1", v3},
      {Rules::v2_1, "v4.1.1/merge-a", v4},    {Rules::v3_6, "v4.1.1/merge-a", v3},
      {Rules::v4_1, "v2.1.0/merge-a-c1", v4},
  };
  for (const auto& c : cases) {
    CAPTURE(c.first);
    const InFolder folder;
    const std::string first = testdata("cachex/" + std::string(c.first) + ".dump");
    const std::string other = testdata("cachex/v3.6.0/merge-b-c1.dump");
    Harness called({}, c.rules);
    called.run("autodump \"auto\"; load \"nothing\"; load \"" + first + "\"; load \"" + other +
               "\"; dump \"d\"");
    CHECK(container_of("d") == c.container);
    called.run("autodump false");
    CHECK(container_of("auto") == c.container);
    called.run(
        "autodump \"auto\", format: :v3; autodump false; start :new; set :new, 1, 1; dump :new, \"new\"");
    CHECK(container_of("auto") == v3);
    CHECK(container_of("new") == (c.rules == Rules::v2_1 ? v2 : c.container));
    Harness named({}, c.rules);
    named.session.load_file(first, {});
    named.run("dump \"d\"");
    CHECK(container_of("d") == c.container);
  }
}

TEST_CASE("loading as 3.6 and 4.1 skips expired entries and counts lifetimes from now on") {
  for (const auto rules : {session::Rules::v3_6, session::Rules::v4_1}) {
    const InFolder folder;
    Harness writer;
    writer.run("set 1, 1; set 2, 2, ttl: 100; set 3, 3, ttl: 10; set 4, 4; expire 4, 50.5; dump \"d\"");
    Harness reader({}, rules);
    reader.now += 20;
    CHECK(reader.run("load \"d\"") == (rules == session::Rules::v4_1 ? "{:ok, 3}\n" : "{:ok, true}\n"));
    CHECK(reader.run(
              "inspect {:record, 1}; inspect {:record, 2}; inspect {:record, 3}; inspect {:record, 4}") ==
          "{:ok, {1, 1700000000020, nil, 1}}\n{:ok, {2, 1700000000020, 80, 2}}\n{:ok, nil}\n{:ok, {4, "
          "1700000000020, nil, 4}}\n");
  }
}

TEST_CASE("changes are unsaved until a dump, and a cache that was filled by load has none") {
  const InFolder folder;
  Harness harness;
  harness.run("set 1, 1");
  CHECK(harness.session.unsaved() == std::vector<std::string>{"my_cache"});
  harness.run("dump \"d\"");
  CHECK(harness.session.unsaved().empty());
  harness.run("clear; load \"d\"");
  CHECK(harness.session.unsaved().empty());
  harness.run("load \"d\"");
  CHECK(harness.session.unsaved().size() == 1);
}

TEST_CASE("autodump writes in the background while calls go on, and once more at the end") {
  const InFolder folder;
  Harness harness;
  harness.run("autodump \"auto\", every: 5");
  for (int i = 0; i < 300; ++i) {
    harness.run("set " + std::to_string(i) + ", \"value\"; del " + std::to_string(i / 2));
    if (i % 50 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  CHECK(harness.session.unsaved().empty());
  const std::string size = harness.run("size");
  Harness reader;
  CHECK(reader.run("load \"auto\"; size") == "{:ok, true}\n" + size);
  CHECK(std::distance(std::filesystem::directory_iterator("."), std::filesystem::directory_iterator()) == 1);
}

TEST_CASE("ending an autodump in any way dumps what has changed since the last one") {
  for (const char* end : {"autodump false", "stop :my_cache", "autodump \"other\", every: 60_000"}) {
    CAPTURE(end);
    const InFolder folder;
    Harness harness;
    harness.run(std::string("autodump \"auto\", every: 60_000; set 1, 2; ") + end);
    CHECK(Harness().run("load \"auto\"; get 1") == "{:ok, true}\n{:ok, 2}\n");
  }
  const InFolder folder;
  Harness harness;
  harness.run("autodump \"auto\", every: 60_000; set 1, 2");
  CHECK(harness.session.unsaved().empty());
  CHECK(Harness().run("load \"auto\"; get 1") == "{:ok, true}\n{:ok, 2}\n");
}

TEST_CASE(
    "an autodump leaves its file alone until something was in the cache, then holds even what was there") {
  const InFolder folder;
  Harness harness;
  harness.run("autodump \"auto\", every: 60_000; autodump false");
  CHECK_FALSE(std::filesystem::exists("auto"));
  harness.run("set 1, 2; dump \"other\"; autodump \"auto\", every: 60_000; autodump false");
  CHECK(std::filesystem::exists("auto"));
}

TEST_CASE("an autodump that can never write is refused, and the one before goes on") {
  const InFolder folder;
  std::filesystem::create_directory("folder");
  for (const char* path : {"no/such/folder", "folder"}) {
    CAPTURE(path);
    Harness harness;
    CHECK(harness.run("autodump \"" + std::string(path) + "\", every: 60_000; set 1, 2") ==
          "{:error, :unreachable_file}\n{:ok, true}\n");
    CHECK(harness.notes.find(path) != std::string::npos);
    CHECK(harness.session.unsaved() == std::vector<std::string>{"my_cache"});
    CHECK_FALSE(harness.session.lacks_dump());
  }
  Harness harness;
  harness.run("autodump \"auto\"; autodump \"no/such/folder\"; set 1, 2");
  CHECK(harness.session.unsaved().empty());
  CHECK_FALSE(harness.session.lacks_dump());
  CHECK(std::filesystem::exists("auto"));
}

TEST_CASE("an autodump that can no longer write says so at its end, and why once") {
  for (const char* end : {"autodump false", "stop :my_cache"}) {
    CAPTURE(end);
    const InFolder folder;
    std::filesystem::create_directory("folder");
    Harness harness;
    harness.run("autodump \"folder/auto\", every: 60_000; set 1, 2");
    std::filesystem::remove_all("folder");
    CHECK_FALSE(harness.session.unsaved().empty());
    CHECK(harness.session.lacks_dump());
    CHECK(harness.notes.find("folder/auto") != std::string::npos);
    CHECK(harness.run(end) == "{:error, :unreachable_file}\n");
    CHECK(harness.notes.empty());
    CHECK(harness.session.lacks_dump());
  }
}

TEST_CASE("an autodump that could not write for a while lacks nothing when it could at last") {
  const InFolder folder;
  std::filesystem::create_directory("folder");
  Harness harness;
  harness.run("autodump \"folder/auto\", every: 60_000; set 1, 2");
  std::filesystem::remove_all("folder");
  CHECK_FALSE(harness.session.unsaved().empty());
  std::filesystem::create_directory("folder");
  CHECK(harness.run("autodump false") == "{:ok, true}\n");
  CHECK_FALSE(harness.session.lacks_dump());
  CHECK(harness.run("autodump \"folder/auto\"; autodump \"other\"; set 1, 3; autodump false").find("error") ==
        std::string::npos);
}

TEST_CASE("what would be lost is told in a sentence") {
  CHECK(session::unsaved_remark({"a"}) == "a has changes that no dump has saved");
  CHECK(session::unsaved_remark({"a", "b"}) == "a and b have changes that no dump has saved");
  CHECK(session::unsaved_remark({"a", "b", "c"}) == "a, b and c have changes that no dump has saved");
}

TEST_CASE("an error about a damaged file names the command that helps") {
  const std::string path = testdata("cachex/odd/etf_truncated_half_c1_v2");
  Harness harness;
  harness.run("load \"" + path + "\"");
  CHECK(harness.notes.find("; try: cxdump repair " + path + " -o OUT") != std::string::npos);
  try {
    harness.session.load_file(path, {});
    FAIL("it was loaded");
  } catch (const Error& error) {
    CHECK(error.hint_text() == "try: cxdump repair " + path + " -o OUT");
  }
}

TEST_CASE("a call that is interrupted has changed nothing") {
  const InFolder folder;
  Harness harness;
  harness.run("set 1, 1; dump \"d\"; set 2, 2; set 3, 3");
  for (const char* call : {"load \"d\"", "dump \"d\"", "dump \"new\"", "to_json"}) {
    CAPTURE(call);
    harness.is_interrupted = true;
    CHECK(harness.run(call).empty());
    CHECK_FALSE(harness.good);
    CHECK(harness.notes == "test.exs:1:1: interrupted\n");
  }
  harness.is_interrupted = false;
  CHECK_FALSE(std::filesystem::exists("new"));
  CHECK(harness.run("size; clear; load \"d\"; size") == "{:ok, 3}\n{:ok, 3}\n{:ok, true}\n{:ok, 1}\n");
}

TEST_CASE("an import as 3.6 that is interrupted halfway has changed nothing") {
  const InFolder folder;
  Harness writer;
  for (int i = 0; i < 1000; ++i) writer.run("set " + std::to_string(i) + ", 0");
  writer.run("dump \"d\"");
  dump::DecodeOptions in_pieces;
  in_pieces.window = 1000;
  const dump::DecoderPtr decoder = dump::open_dump(io::open_file("d"), in_pieces);
  cache::Store store(1);
  int asked = 0;
  CHECK_THROWS_AS(session::import_as_3_6(store, *decoder, writer.now, [&] { return ++asked == 4; }),
                  session::Interrupted);
  CHECK(asked == 4);
  CHECK(store.empty());
}

TEST_CASE("a load that fails is no change to be saved") {
  for (const auto rules : {session::Rules::v2_1, session::Rules::v3_6}) {
    const InFolder folder;
    Harness harness({}, rules);
    harness.run("set 1, 1; dump \"d\"; load \"no/such/file\"");
    CHECK(harness.session.unsaved().empty());
  }
}

TEST_CASE("an autodump to a pipe is refused, as it would wait for a reader for ever") {
  const InFolder folder;
  REQUIRE(mkfifo("pipe", 0600) == 0);
  Harness harness;
  CHECK(harness.run("set 1, 1; autodump \"pipe\"") == "{:ok, true}\n{:error, :unreachable_file}\n");
  CHECK(harness.notes == "pipe: autodump replaces a file as a whole, and this is a pipe or a device\n");
  harness.run("autodump \"file\"");
  REQUIRE(std::rename("pipe", "file") == 0);
  CHECK(harness.run("autodump false") == "{:error, :unreachable_file}\n");
}

TEST_CASE("a path that can name no file is unreachable") {
  const InFolder folder;
  Harness harness;
  harness.run("set 1, 1; dump \"d\"");
  for (const char* call :
       {"dump \"nul\\0y\"", "load \"d\\0y\"", "autodump \"nul\\0y\"", "dump \"\"", "load \"\""}) {
    CAPTURE(call);
    CHECK(harness.run(call) == "{:error, :unreachable_file}\n");
    CHECK(harness.notes.find("path") != std::string::npos);
  }
  CHECK_FALSE(std::filesystem::exists("nul"));
  const std::string endless(1'000'000, 'x');
  CHECK(harness.run("dump \"" + endless + "\"; load \"" + endless + "\"; autodump \"" + endless + "\"") ==
        "{:error, :unreachable_file}\n{:error, :unreachable_file}\n{:error, :unreachable_file}\n");
  CHECK(harness.notes.size() < 1000);
  CHECK(harness.run("dump \"-\"; clear; load \"-\"") == "{:ok, true}\n{:ok, 1}\n{:ok, true}\n");
}

TEST_CASE("autodump false ends it, and so does stopping the cache") {
  const InFolder folder;
  Harness harness;
  CHECK(harness.run("autodump \"auto\", every: 5; autodump false; set 1, 1") ==
        "{:ok, true}\n{:ok, true}\n{:ok, true}\n");
  CHECK(harness.run("autodump \"auto\", every: 5; stop :my_cache; size") ==
        "{:ok, true}\n{:ok, true}\n{:error, :no_cache}\n");
}

}  // namespace
}  // namespace cxdump
