#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "harness.hpp"

namespace cxdump {
namespace {

using namespace test;

// What a script prints in a fresh session.
std::string printed(const std::string& script) {
  Harness harness;
  const std::string text = harness.run(script);
  CHECK_MESSAGE(harness.good, harness.notes);
  return text;
}

TEST_CASE("a call may be written bare, with parentheses, with the module and with the cache") {
  Harness harness;
  harness.run("set \"a\", 1");
  for (const char* call :
       {"get \"a\"", "get(\"a\")", "get :my_cache, \"a\"", "get(:my_cache, \"a\")",
        "Cachex.get(:my_cache, \"a\")", "Cachex.get :my_cache, \"a\"", "x = Cachex.get(:my_cache, \"a\")",
        "{:ok, _} = get \"a\"", "Cachex.get(:my_cache, \"a\", [])", "get \"a\", fallback: 1"}) {
    CAPTURE(call);
    CHECK(harness.run(call) == "{:ok, 1}\n");
    CHECK(harness.good);
  }
}

TEST_CASE("options are keywords behind the last argument, in brackets or not") {
  CHECK(printed("set 1, 2, ttl: 50\nttl 1\nset :my_cache, 1, 2, [ttl: 60]\nttl 1\nset(1, 2)\nttl 1") ==
        "{:ok, true}\n{:ok, 50}\n{:ok, true}\n{:ok, 60}\n{:ok, true}\n{:ok, nil}\n");
  CHECK(printed("set 1, a: 2\nget 1\nset 2, [b: 1]\nget 2") ==
        "{:ok, true}\n{:ok, [a: 2]}\n{:ok, true}\n{:ok, [b: 1]}\n");
}

TEST_CASE("a cache's name can be a key") {
  CHECK(printed("set :my_cache, 1\nget :my_cache\nset :my_cache, :my_cache, 2\nget :my_cache") ==
        "{:ok, true}\n{:ok, 1}\n{:ok, true}\n{:ok, 2}\n");
}

TEST_CASE("an expired key that nothing has read is missed or comes back, as each call has it") {
  Harness harness;
  const auto after_expiry = [&](const std::string& call) {
    harness.run("clear; set 1, 5, ttl: 10");
    harness.now += 11;
    return harness.run(call + "; size");
  };
  for (const char* call : {"get 1", "ttl 1", "take 1"})
    CHECK(after_expiry(call) == "{:missing, nil}\n{:ok, 0}\n");
  CHECK(after_expiry("exists? 1") == "{:ok, false}\n{:ok, 0}\n");
  CHECK(after_expiry("touch 1") == "{:missing, false}\n{:ok, 0}\n");
  for (const char* call : {"refresh 1", "expire 1, 20", "persist 1"}) {
    CHECK(after_expiry(std::string(call) + "; get 1") == "{:ok, true}\n{:ok, 5}\n{:ok, 1}\n");
  }
  CHECK(after_expiry("update 1, 6; size; get 1") == "{:ok, true}\n{:ok, 1}\n{:missing, nil}\n{:ok, 0}\n");
  CHECK(after_expiry("incr 1") == "{:missing, 1}\n{:ok, 1}\n");
}

TEST_CASE("touch keeps the end of a lifetime, refresh starts it again") {
  Harness harness;
  harness.run("set 1, 1, ttl: 100");
  harness.now += 40;
  CHECK(harness.run("touch 1; inspect {:record, 1}; ttl 1") ==
        "{:ok, true}\n{:ok, {1, 1700000000040, 60, 1}}\n{:ok, 60}\n");
  harness.now += 10;
  CHECK(harness.run("refresh 1; ttl 1; inspect {:record, 1}") ==
        "{:ok, true}\n{:ok, 60}\n{:ok, {1, 1700000000050, 60, 1}}\n");
}

TEST_CASE("update keeps lifetime and touched") {
  Harness harness;
  harness.run("set 1, 1, ttl: 100");
  harness.now += 40;
  CHECK(harness.run("update 1, 2; inspect {:record, 1}") ==
        "{:ok, true}\n{:ok, {1, 1700000000000, 100, 2}}\n");
}

TEST_CASE("lifetimes take floats and big integers") {
  CHECK(printed("set 1, 1; expire 1, 2.5; ttl 1") == "{:ok, true}\n{:ok, true}\n{:ok, 2.5}\n");
  CHECK(printed("set 1, 1; expire 1, 100000000000000000000; ttl 1") ==
        "{:ok, true}\n{:ok, true}\n{:ok, 100000000000000000000}\n");
  CHECK(printed("set 1, 1; expire 1, -0.5; get 1") == "{:ok, true}\n{:ok, true}\n{:missing, nil}\n");
  CHECK(printed("expire 1, -1; expire 1, nil") == "{:ok, true}\n{:missing, false}\n");
}

TEST_CASE("incr and decr count integers of any size, and nothing else") {
  CHECK(printed(
            "incr 1; incr 1, amount: 100000000000000000000; decr 1; decr 1, amount: 200000000000000000000") ==
        "{:missing, 1}\n{:ok, 100000000000000000001}\n{:ok, 100000000000000000000}\n{:ok, "
        "-100000000000000000000}\n");
  CHECK(printed("set 1, 1.5; incr 1; set 2, \"x\"; decr 2") ==
        "{:ok, true}\n{:error, :non_numeric_value}\n{:ok, true}\n{:error, :non_numeric_value}\n");
  CHECK(printed("incr 1, initial: 5, amount: 2; incr 2, amount: \"x\"; incr 3, initial: nil") ==
        "{:missing, 7}\n{:missing, 1}\n{:missing, 1}\n");
}

TEST_CASE("NAME! gives the bare result, and raises where NAME gives an error") {
  Harness harness;
  CHECK(harness.run("set! 1, 2; get! 1; get! 3; size!()") == "true\n2\nnil\n1\n");
  CHECK(harness.run("get!(:other, 1)").empty());
  CHECK_FALSE(harness.good);
  CHECK(harness.notes == "test.exs:1:1: ** (Cachex.ExecutionError) Specified cache not running\n");
}

TEST_CASE("caches are started, used and stopped; a call on any other answers no_cache") {
  CHECK(printed("size :other; start :other; set :other, 1, 1; size; size :other; use :other; size; stop "
                ":other; size; use :other") ==
        "{:error, :no_cache}\n{:ok, true}\n{:ok, true}\n{:ok, 0}\n{:ok, 1}\n{:ok, true}\n{:ok, 1}\n{:ok, "
        "true}\n"
        "{:error, :no_cache}\n{:error, :no_cache}\n");
  CHECK(printed("Cachex.start_link(:my_cache, []); start :my_cache; start :my_cache") ==
        "{:ok, true}\n{:error, :already_started}\n{:error, :already_started}\n");
}

TEST_CASE("an assertion matches literals, wildcards, and the keys of maps") {
  CHECK(printed("set 1, %{a: [1, 2], b: 3}; {:ok, %{a: [_, 2]}} = get 1; _ = get 2; {:ok, _any} = get 1") !=
        "");
  Harness harness;
  harness.run("{:ok, 2} = size\nset 1, 1");
  CHECK_FALSE(harness.good);
  CHECK(harness.notes == "test.exs:1:1: no match: {:ok, 2} = size gave {:ok, 0}\n");
  CHECK(harness.printed == "{:ok, 0}\n");
}

TEST_CASE("a name in an assertion takes anything, and the same again") {
  CHECK(printed("{:ok, x} = size; [a, {b, a}] = [1, {2, 1}]; set 1, {1, 2}; {:ok, {a, b}} = get 1; {x, _} = "
                "get 2") == "{:ok, 0}\n[1, {2, 1}]\n{:ok, true}\n{:ok, {1, 2}}\n{:missing, nil}\n");
  Harness harness;
  harness.run("{x, x} = {1, 2}");
  CHECK(harness.notes == "test.exs:1:1: no match: {x, x} = {1, 2} gave {1, 2}\n");
}

TEST_CASE("with keep_going a script goes on after a failure and has still failed") {
  Harness harness({.on_failure = session::OnFailure::keep_going});
  CHECK(harness.run("{:ok, 2} = size\nnonsense\nset 1, )\nsize") == "{:ok, 0}\n{:ok, 0}\n");
  CHECK_FALSE(harness.good);
}

TEST_CASE("an unknown call or option names the nearest one, a wrong number of arguments what is wanted") {
  Harness harness;
  const auto why = [&](const std::string& script) {
    harness.run(script);
    CHECK_FALSE(harness.good);
    return harness.notes;
  };
  CHECK(why("szie").ends_with("did you mean `size`?\n"));
  CHECK(why("delete 1").ends_with("did you mean `del`?\n"));
  CHECK(why("fetch 1").ends_with("did you mean `get`?\n"));
  CHECK(why("help delete").ends_with("did you mean `help del`?\n"));
  CHECK(why("set 1, 2, tlt: 5").find("did you mean `ttl:`?") != std::string::npos);
  CHECK(why("list").ends_with("did you mean `entries`?\n"));
  CHECK(why("q").ends_with("did you mean `exit`?\n"));
  CHECK(why("get :a, ttl: 5").starts_with("test.exs:1:1: get has no option `ttl:`"));
  CHECK(why("dump /tmp/x") == "test.exs:1:6: a path is written in quotes\n");
  CHECK(why("load(./x)") == "test.exs:1:6: a path is written in quotes\n");
  CHECK(why("gett 1") == "test.exs:1:1: there is no call `gett`; did you mean `get`?\n");
  CHECK(why("\n\nset 1, 2, tll: 5")
            .starts_with("test.exs:3:1: set has no option `tll:`; did you mean `ttl:`?"));
  CHECK(why("set 1").starts_with("test.exs:1:1: set wants KEY, VALUE"));
  CHECK(why("put 1, 2, tll: 5").starts_with("test.exs:1:1: put has no option `tll:`"));
  CHECK(why("put 1").ends_with("see `help put`\n"));
  CHECK(why("get 1, 2, 3").starts_with("test.exs:1:1: get wants KEY"));
  CHECK(why("size 1").starts_with("test.exs:1:1: size wants no argument"));
  CHECK(why("dump 5").starts_with("test.exs:1:1: dump wants a path in quotes, not 5"));
  CHECK(why("expire 1, :soon").starts_with("test.exs:1:1: expire wants a number"));
}

TEST_CASE("a message quotes no more of what was typed than a line has room for") {
  Harness harness;
  const std::string endless(1'000'000, 'x');
  for (const std::string& script :
       {endless, "size() " + endless, "help " + endless, "dump [\"" + endless + "\"]",
        "start \"" + endless + "\"", "set 1, \"" + endless + "\"; {:ok, 2} = get 1", endless + "(",
        "{:ok, \"" + endless + "\"} = size", "set 1, " + endless, "set 1, :" + endless}) {
    CAPTURE(script.substr(0, 20));
    harness.run(script);
    CHECK_FALSE(harness.good);
    CHECK_FALSE(harness.notes.empty());
    CHECK(harness.notes.size() < 1000);
  }
}

TEST_CASE("a lifetime can have the name that 4.x gives it") {
  CHECK(printed("Cachex.put(:my_cache, 1, 2, expire: 5000); ttl 1") == "{:ok, true}\n{:ok, 5000}\n");
  CHECK(printed("set 1, 2, expire: nil; ttl 1") == "{:ok, true}\n{:ok, nil}\n");
  CHECK(printed("set 1, 2, expire: 5, ttl: 7; ttl 1") == "{:ok, true}\n{:ok, 7}\n");
}

TEST_CASE("a failure tells one place: where the text makes no sense, else where the statement starts") {
  Harness harness;
  const auto why = [&](const std::string& script) {
    harness.run(script);
    return harness.notes;
  };
  CHECK(why("x = size; get x").starts_with("test.exs:1:15: expected a term: a name has no value here"));
  CHECK(why("{:ok, 3} =\n    size") == "test.exs:1:1: no match: {:ok, 3} = size gave {:ok, 0}\n");
  CHECK(why("get 1 2").starts_with("test.exs:1:7: expected"));
  CHECK(why("get(1").starts_with("test.exs:1:6: expected"));
  CHECK(why("size(1) 2").starts_with("test.exs:1:9: unexpected `2`"));
  CHECK(why("size; gett 1").starts_with("test.exs:1:7: there is no call"));
  CHECK(why("set 1, \"żó\"; get )").starts_with("test.exs:1:18: expected"));
  CHECK(why("size\n  set 1, [\n    2, )]").starts_with("test.exs:3:8: expected"));
  CHECK(why("{:ok, x} = size; {:ok, 5} = size").starts_with("test.exs:1:18: no match"));
}

TEST_CASE("help tells of every call, and of one") {
  CHECK(printed("help").find("  expire_at KEY, TIME") != std::string::npos);
  CHECK(printed("help set").find("set KEY, VALUE, ttl: MS") == 0);
  CHECK(printed("help exists?").find("Whether KEY is there") != std::string::npos);
  CHECK(printed("help").find("NAME! gives the bare result") != std::string::npos);
  for (const char* call : {"help set!", "help Cachex.set", "help Cachex.set!", "help \"set!\""}) {
    CAPTURE(call);
    CHECK(printed(call) == printed("help set"));
  }
  CHECK(printed("help autodump").find("60_000") != std::string::npos);
  CHECK(printed("help put").find("Also called put") != std::string::npos);
}

TEST_CASE("help breaks its lines at the terminal's edge, between words") {
  Harness harness(60);
  for (const char* call : {"help", "help expire_at"}) {
    std::istringstream lines(harness.run(call));
    std::string words;
    for (std::string line; std::getline(lines, line);) {
      CHECK(line.size() <= 60);
      words += line.substr(std::min(line.find_first_not_of(' '), line.size())) + " ";
    }
    CHECK(words.find("at TIME, in milliseconds since the epoch; in the past: remove it") !=
          std::string::npos);
  }
}

TEST_CASE("help says of an option that changes nothing that it does not") {
  CHECK(printed("help get").find("get KEY\n") == 0);
  CHECK(printed("help get").find("Takes `fallback:` too, as Cachex does; here that changes nothing.") !=
        std::string::npos);
  CHECK(printed("help dump").find("dump PATH, compression: 0..9, format: CONTAINER\n") == 0);
  CHECK(printed("help dump").find("else :v2") != std::string::npos);
  CHECK(printed("help stats").find("Takes `for:` too") != std::string::npos);
  CHECK(printed("help reset").find("holds :cache") != std::string::npos);
  CHECK(printed("help load").find("`trusted:`, `trust:`") != std::string::npos);
}

TEST_CASE("behind exit nothing is run, and it has its help") {
  CHECK(printed("size; exit; size") == "{:ok, 0}\n");
  CHECK(printed("quit\nsize").empty());
  CHECK(printed("help exit").find("Also called quit") != std::string::npos);
}

TEST_CASE("inspect looks inside, keys come in the order they were written, entries are a table") {
  Harness harness;
  harness.run("set 3, 1; set 1, 1, ttl: 5; set 2, 1");
  CHECK(harness.run("keys; inspect {:expired, :count}; inspect {:expired, :keys}") ==
        "{:ok, [3, 1, 2]}\n{:ok, 0}\n{:ok, []}\n");
  harness.now += 6;
  CHECK(harness.run("keys; inspect {:expired, :count}; inspect {:expired, :keys}; inspect {:record, 9}; "
                    "inspect :state; stats") ==
        "{:ok, [3, 2]}\n{:ok, 1}\n{:ok, [1]}\n{:ok, nil}\n{:error, :invalid_option}\n{:error, "
        ":stats_disabled}\n");
  CHECK(harness.run("entries 2") ==
        "key  touched                   ttl left  value\n3    2023-11-14T22:13:20.000Z  none      1\n"
        "1    2023-11-14T22:13:20.000Z  expired   1\n2 of 3 entries\n");
  CHECK(
      harness.run("to_json").starts_with("{\"key\":3,\"touched\":1700000000000,\"ttl\":null,\"value\":1}\n"));
}

TEST_CASE("the table of entries counts columns and fits the terminal") {
  const std::string script =
      "set \"日本語キー\", 1; set \"e\u0301\", 2, ttl: 60_000; set 3, \"" + std::string(200, 'x') + "\"";
  Harness file;
  file.run(script);
  CHECK(file.run("entries") ==
        "key           touched                   ttl left  value\n"
        "\"日本語キー\"  2023-11-14T22:13:20.000Z  none      1\n"
        "\"e\u0301\"           2023-11-14T22:13:20.000Z  1min      2\n"
        "3             2023-11-14T22:13:20.000Z  none      \"" +
            std::string(38, 'x') + "…\n3 of 3 entries\n");
  Harness terminal(70);
  terminal.run(script);
  CHECK(terminal.run("entries").find("none      \"" + std::string(18, 'x') + "…\n") != std::string::npos);
  terminal.columns = 10;
  CHECK(terminal.run("entries").find("\"日本語…  2023-11-14T22:13:20.000Z  none      1\n") !=
        std::string::npos);
}

TEST_CASE("a literal stands for itself") { CHECK(printed("{:ok, 'abc'}; 5") == "{:ok, ~c\"abc\"}\n5\n"); }

}  // namespace
}  // namespace cxdump
