// Random terms, against the texts that the Elixir and the Erlang on this machine give them. Without Elixir
// there is nothing to compare with.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "cxdump/etf/text_parse.hpp"
#include "cxdump/etf/text_print.hpp"
#include "etf/corpus.hpp"
#include "etf/inspect_texts.hpp"
#include "etf/live_vm.hpp"
#include "support.hpp"

using namespace cxdump;
using namespace cxdump::test;

namespace {

struct Line {
  Buffer term;
  std::string elixir;
  std::string erlang;
};

Line split(std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t second = line.find(' ', first + 1);
  const auto text = [&](std::size_t begin, std::size_t end) {
    return unhex(std::string(line.substr(begin, end - begin)));
  };
  return {term(line.substr(2, first - 2)), text(first + 1, second), text(second + 1, line.size())};
}

// The terms that have no literal of their own, or none for Erlang's text, by the reason.
struct Excepted {
  std::size_t regexes = 0;     // come back uncompiled
  std::size_t zones = 0;       // #DateTime<...> is no literal
  std::size_t large_maps = 0;  // of more than 32 keys: ~0tp walks them in an order of its own
};

void compare_elixir(const Line& line, Excepted& excepted) {
  std::string text;
  etf::print_elixir(line.term, text);
  CHECK(text == with_charlist_sigils(line.elixir));
  const bool has_regex = text.find("~r/") != std::string::npos;
  const bool has_zone = text.find("#DateTime<") != std::string::npos;
  excepted.regexes += has_regex ? 1 : 0;
  excepted.zones += has_zone ? 1 : 0;
  if (has_regex || has_zone) return;
  const etf::Term back = etf::parse_elixir(text);
  CHECK(hex(back) == hex(line.term));
  CHECK(back == line.term);
  // The older form of charlists is read too.
  CHECK(etf::parse_elixir(line.elixir) == line.term);
}

void compare_erlang(const Line& line, Excepted& excepted) {
  std::string text;
  etf::print_erlang(line.term, text);
  if (line.erlang.empty()) {
    ++excepted.large_maps;
  } else {
    CHECK(text == line.erlang);
  }
  const etf::Term back = etf::parse_erlang(text);
  CHECK(hex(back) == hex(line.term));
  CHECK(back == line.term);
}

}  // namespace

TEST_CASE("random terms print as on this machine, and read back as the same terms") {
  if (!is_installed("elixir")) {
    MESSAGE("no Elixir here: skipped");
    return;
  }
  Excepted excepted;
  each_random_term("elixir " CXDUMP_SOURCE "/tests/etf/random_inspect.exs", [&](std::string_view row) {
    const Line line = split(row);
    compare_elixir(line, excepted);
    compare_erlang(line, excepted);
  });
  MESSAGE("excepted from reading back: " << excepted.regexes << " with a compiled regex, " << excepted.zones
                                         << " with a time in a zone; from Erlang's text: "
                                         << excepted.large_maps << " with a map of more than 32 keys");
}
