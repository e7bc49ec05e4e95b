// Random terms, against the texts that the Elixir and the Erlang on this machine give them. Without Elixir
// there is nothing to compare with.
#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "cxdump/etf/text_parse.hpp"
#include "cxdump/etf/text_print.hpp"
#include "etf/corpus.hpp"
#include "etf/inspect_texts.hpp"
#include "support.hpp"

using namespace cxdump;
using namespace cxdump::test;

namespace {

struct Line {
  Buffer term;
  std::string elixir;
  std::string erlang;
};

Line split(const std::string& line) {
  const std::size_t first = line.find(' ');
  const std::size_t second = line.find(' ', first + 1);
  Buffer bytes = term(line.substr(2, first - 2));
  return {bytes, unhex(line.substr(first + 1, second - first - 1)), unhex(line.substr(second + 1))};
}

std::string setting(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

bool is_compiled_regex(const std::string& text) { return text.find("~r/") != std::string::npos; }

void compare(const Line& line) {
  std::string text;
  etf::print_elixir(line.term, text);
  CHECK(text == with_charlist_sigils(line.elixir));
  // A regular expression comes back uncompiled.
  if (!is_compiled_regex(text)) CHECK(hex(etf::parse_elixir(text)) == hex(line.term));
  // The older form of charlists is read too.
  if (!is_compiled_regex(text)) CHECK(hex(etf::parse_elixir(line.elixir)) == hex(line.term));
  text.clear();
  etf::print_erlang(line.term, text);
  CHECK(text == line.erlang);
  CHECK(hex(etf::parse_erlang(text)) == hex(line.term));
}

}  // namespace

TEST_CASE("random terms print as on this machine, and read back as the same terms") {
  if (std::system("command -v elixir > /dev/null 2>&1") != 0) {
    MESSAGE("no Elixir here: skipped");
    return;
  }
  // More or others: CXDUMP_RANDOM_TERMS=100000 CXDUMP_SEED=2.
  const std::string command = "elixir " CXDUMP_SOURCE "/tests/etf/random_inspect.exs " +
                              setting("CXDUMP_RANDOM_TERMS", "2000") + " " + setting("CXDUMP_SEED", "1") +
                              " 2> /dev/null";
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  char* line = nullptr;
  std::size_t size = 0;
  std::size_t compared = 0;
  for (ssize_t length; (length = getline(&line, &size, pipe)) > 1; ++compared) {
    compare(split(std::string(line, static_cast<std::size_t>(length - 1))));
  }
  std::free(line);
  CHECK(pclose(pipe) == 0);
  MESSAGE(compared << " random terms compared");
}
