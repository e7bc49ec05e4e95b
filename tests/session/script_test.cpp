#include "session/script.hpp"

#include <doctest/doctest.h>

#include <ctime>
#include <string>
#include <vector>

namespace cxdump {
namespace {

using session::Script;
using session::Statement;

std::vector<std::string> cut(std::string_view text) {
  Script script(text);
  std::vector<std::string> statements;
  while (const auto statement = script.next()) {
    statements.emplace_back(text.substr(statement->begin, statement->end - statement->begin));
  }
  return statements;
}

bool is_incomplete(std::string_view text) {
  Script script(text);
  while (script.next()) {
  }
  return script.incomplete();
}

using Statements = std::vector<std::string>;

TEST_CASE("a statement ends with its line or at a semicolon; blank lines and comments are none") {
  CHECK(cut("size\n\n  # nothing\nget 1; get 2 ;; get 3 # three\n") ==
        Statements{"size", "get 1", "get 2", "get 3"});
  CHECK(cut("") == Statements{});
  CHECK(cut(" \n;#") == Statements{});
}

TEST_CASE("a statement goes on while a bracket, a string or a sigil is open, and behind a comma or =") {
  for (const std::string statement :
       {"set 1, %{\n a: 1 # one\n}", "set 1, \"a\n;#\"", "set 1, 'a\n'", "set 1, ~s(a\n;)", "set 1,\n 2",
        "{:ok, 1} =\nsize", "set 1, <<1,\n2>>", "set 1, \"\"\"\n a \"quoted\" ; #\n\"\"\"",
        "set 1, ~S\"\"\"\n;\n\"\"\"", "set(\n1\n)"}) {
    CAPTURE(statement);
    CHECK(cut(statement + "\nget 1") == Statements{statement, "get 1"});
    CHECK_FALSE(is_incomplete(statement));
  }
}

TEST_CASE("quotes and brackets that are escaped or stand in characters open nothing") {
  CHECK(cut("get \"a\\\"\"; get ?\"; get ?\\\"; get ?(; exists? 'b'; empty?") ==
        Statements{"get \"a\\\"\"", "get ?\"", "get ?\\\"", "get ?(", "exists? 'b'", "empty?"});
}

TEST_CASE("an atom that is an operator opens nothing and goes on over no line") {
  for (const std::string atom :
       {":==", ":=", ":!=", ":<=", ":>=", ":===", ":=~", ":<<<", ":<<>>", ":{}", ":%{}"}) {
    const std::string statement = "set 1, " + atom;
    CAPTURE(statement);
    CHECK(cut(statement + "\nget 1") == Statements{statement, "get 1"});
    CHECK_FALSE(is_incomplete(statement));
  }
  CHECK(cut("{:ok, a: 1} =\nsize") == Statements{"{:ok, a: 1} =\nsize"});
}

TEST_CASE("a statement that the text cuts off is incomplete") {
  for (const char* text :
       {"set 1, %{", "get \"a", "set 1,", "x =", "~s(a", "get(", "set 1, \"\"\"\nabc", "<<1"}) {
    CAPTURE(text);
    CHECK(is_incomplete(text));
  }
  CHECK_FALSE(is_incomplete("size"));
  CHECK_FALSE(is_incomplete("get )"));
}

TEST_CASE("what has come in of a script can be run up to its last whole statement") {
  const auto complete = [](std::string_view text) { return text.substr(0, session::complete_length(text)); };
  CHECK(complete("get 1") == "");
  CHECK(complete("get 1\n") == "get 1\n");
  CHECK(complete("get 1; get 2") == "get 1;");
  CHECK(complete("get 1\nset 1, [\n2,") == "get 1\n");
  CHECK(complete("") == "");
}

TEST_CASE("an operator that is a key or a captured function opens nothing") {
  for (const std::string statement : {"set 1, [<<<: 1, >>>: 2, ~>>: 3, <<~: 4]", "set 1, &Bitwise.<<</2",
                                      "set 1, &Bitwise.>>>/2", "set 1, [==: 1]", "set 1, [<<1, 2>>, <<>>]"}) {
    CAPTURE(statement);
    CHECK(cut(statement + "\nget 1") == Statements{statement, "get 1"});
    CHECK_FALSE(is_incomplete(statement));
  }
  CHECK(is_incomplete("set 1, <<<<1>>"));
}

TEST_CASE("a byte order mark before a script is none of it") {
  CHECK(cut("\xEF\xBB\xBFsize\nget 1") == Statements{"size", "get 1"});
}

TEST_CASE("a script that comes in byte by byte is cut as the whole is") {
  const std::string text =
      "# one; two\nset 1, %{\n a: 1 # one\n}; get 1\nset 1, \"a\\\"\n;#\"\nset 1, ~S\"\"\"\n;\n\"\"\"\n"
      "set 1, \"\"\"\n a \"quoted\" ; #\n\"\"\"\n\n  # a comment that is rather long\nget ?\"; get ?\\\"\n"
      "set 1, :<<<\nset :==, [<<<: 1]\n{:ok, 1} =\n  size\nset 1, <<1,\n2>>\nset 1, ~s(a\n;)\nsize";
  session::ScriptInlet inlet;
  std::string come;
  for (const char c : text) {
    come += c;
    CAPTURE(come);
    CHECK(inlet.complete_length(come) == session::complete_length(come));
  }
  CHECK(session::complete_length(come) == text.size() - 4);
}

TEST_CASE("a statement that comes in many pieces is looked at once") {
  constexpr std::size_t size = std::size_t{32} << 20;
  constexpr std::size_t piece = std::size_t{1} << 16;
  for (const std::string_view part : {"x", "\n"}) {
    std::string text = "set 1, \"";
    while (text.size() < size) text += part;
    session::ScriptInlet inlet;
    const std::clock_t begin = std::clock();
    for (std::size_t come = piece; come < size; come += piece)
      CHECK(inlet.complete_length(std::string_view(text).substr(0, come)) == 0);
    CHECK((std::clock() - begin) / CLOCKS_PER_SEC < 5);  // seconds; each piece from the start: 20 and more
  }
}

}  // namespace
}  // namespace cxdump
