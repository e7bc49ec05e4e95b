#include "session/completion.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

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
  CHECK(session::common_start(keys.candidates) == "\"alpha");
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

TEST_CASE("a path becomes a file, or a folder with its slash") {
  const auto folder = std::filesystem::temp_directory_path() / "cxdump-completion-test";
  std::filesystem::create_directories(folder / "inside");
  std::ofstream(folder / "index.dump") << "";
  Harness harness;
  const session::Completion files = session::complete("load \"" + folder.string() + "/in", harness.session);
  CHECK(files.begin == 6);
  CHECK(files.candidates == Words{folder.string() + "/index.dump\"", folder.string() + "/inside/"});
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace cxdump
