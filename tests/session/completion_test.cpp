#include "session/completion.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "folder.hpp"
#include "harness.hpp"

namespace cxdump {
namespace {

using namespace test;
using Words = std::vector<std::string>;

TEST_CASE("the start of a call becomes a call, with the module too and behind an assertion") {
  Harness harness;
  CHECK(session::complete("exis", harness.session).candidates == Words{"exists?"});
  CHECK(session::complete("Cachex.exis", harness.session).candidates == Words{"exists?"});
  CHECK(session::complete("{:ok, 1} = exis", harness.session).candidates == Words{"exists?"});
  CHECK(session::complete("size; exi", harness.session).begin == 6);
  CHECK(session::complete("help exis", harness.session).candidates == Words{"exists?"});
  CHECK(session::complete("", harness.session).candidates.size() > 30);
}

TEST_CASE("an argument becomes a key of the cache, then an option") {
  Harness harness;
  harness.run("set \"alpha\", 1; set \"alphabet\", 2; set :beta, 3");
  const session::Completion keys = session::complete("get \"al", harness.session);
  CHECK(keys.begin == 4);
  CHECK(keys.candidates == Words{"\"alpha\"", "\"alphabet\""});
  CHECK(keys.common == "\"alpha");
  CHECK(keys.more == 0);
  CHECK(session::complete("get(:b", harness.session).candidates == Words{":beta"});
  CHECK(session::complete("set 1, 2, tt", harness.session).candidates == Words{"ttl: "});
  CHECK(session::complete("nonsense 1, t", harness.session).candidates.empty());
  CHECK(session::complete("use :m", harness.session).candidates == Words{":my_cache"});
}

TEST_CASE("brackets and strings around the cursor, and the lines before it, are understood") {
  Harness harness;
  harness.run("set \"alpha\", 1");
  const auto completed = [&](std::string_view text) {
    return session::complete(text, harness.session).candidates;
  };
  for (const char* text :
       {"set \"a\", %{\nx: 1}, tt", "set \"a\", %{\"k\" => 1}, tt", "set \"a,b=\", [1, 2], tt",
        "set 1,\n2,\ntt", "size; set ?\", <<1, 2>>, tt", "{:ok, %{a: \"=\"}} = set 1, 2, tt", "set(1, 2, tt",
        "Cachex.set(:my_cache, 1, 2, tt", "size # one, two\nset 1, 2, tt"}) {
    CAPTURE(text);
    CHECK(completed(text) == Words{"ttl: "});
  }
  for (const char* text : {"set 1, [tt", "set 1, %{a: 2, tt", "set 1, \"x, tt", "set 1, <<2, tt"}) {
    CAPTURE(text);
    CHECK(completed(text).empty());
  }
  CHECK(completed("Cachex.get(:m") == Words{":my_cache"});
  CHECK(completed("Cachex.get(:my_cache, \"al") == Words{"\"alpha\""});
  CHECK(completed("get \"a\", f").empty());
  CHECK(completed("qui") == Words{"quit"});
}

TEST_CASE("of very many keys the first ones are candidates, and all of them count for what is common") {
  Harness harness;
  std::string script;
  for (int i = 1; i <= 1000; ++i) script += "set \"key:a:" + std::to_string(i) + "\", 1\n";
  harness.run(script + "set \"key:b\", 1; set :key, 1");
  const session::Completion keys = session::complete("get \"k", harness.session);
  CHECK(keys.common == "\"key:");
  CHECK(keys.candidates.size() == 200);
  CHECK(keys.more == 801);
  CHECK(std::is_sorted(keys.candidates.begin(), keys.candidates.end()));
  CHECK(keys.candidates[2] == "\"key:a:100\"");
  CHECK(keys.candidates[3] == "\"key:a:1000\"");
  CHECK(session::listed(keys, 80).ends_with("\n… 801 more\n"));
  CHECK(session::complete("get \"key:b", harness.session).candidates == Words{"\"key:b\""});
}

TEST_CASE("what is common ends with a whole character") {
  Harness harness;
  harness.run("set \"zé1\", 1; set \"zè1\", 2");
  CHECK(session::complete("get \"", harness.session).common == "\"z");
  CHECK(session::complete("get \"z", harness.session).candidates.size() == 2);
  CHECK(session::complete("get \"zé", harness.session).common == "\"zé1\"");
}

TEST_CASE("an atom that is an operator is an argument") {
  Harness harness;
  CHECK(session::complete("set :==, 2, tt", harness.session).candidates == Words{"ttl: "});
  CHECK(session::complete("set :<<<, 2, tt", harness.session).candidates == Words{"ttl: "});
}

TEST_CASE("candidates are listed in columns, files without folders and quotes") {
  session::Completion words;
  words.candidates = {"a", "bb", "日本", "d", "e"};
  CHECK(session::listed(words, 12) == "a     d\nbb    e\n日本\n");
  CHECK(session::listed(words, 3) == "a\nbb\n日本\nd\ne\n");
  session::Completion paths;
  paths.candidates = {"dir/a.txt\"", "dir/inner/"};
  paths.are_paths = true;
  CHECK(session::listed(paths, 80) == "a.txt   inner/\n");
}

TEST_CASE("a path becomes a file, or a folder with its slash") {
  const InFolder in;
  const std::filesystem::path& folder = in.folder;
  std::filesystem::create_directories(folder / "inside");
  std::ofstream(folder / "index.dump") << "";
  Harness harness;
  const session::Completion files = session::complete("load \"" + folder.string() + "/in", harness.session);
  CHECK(files.begin == 6);
  CHECK(files.candidates == Words{folder.string() + "/index.dump\"", folder.string() + "/inside/"});
}

}  // namespace
}  // namespace cxdump
