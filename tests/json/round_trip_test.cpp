// Terms to typed JSON and back: the same bytes, through other programs too.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support.hpp"
#include "terms.hpp"

namespace cxdump::json::test {
namespace {

std::vector<Term> corpus() {
  std::vector<Term> terms;
  const std::filesystem::path folder = cxdump::test::testdata("cachex");
  for (const char* version : {"v2.1.0", "v3.6.0", "v4.1.1"}) {
    for (const auto& file : std::filesystem::directory_iterator(folder / version)) {
      const std::string name = file.path().filename();
      if (!name.ends_with(".oracle.jsonl")) continue;
      for (const std::string& line : cxdump::test::fixture_lines("cachex/" + (version + ("/" + name)))) {
        const nlohmann::json oracle = nlohmann::json::parse(line);
        for (const char* field : {"key_etf", "value_etf"}) {
          const std::string bytes = cxdump::test::unbase64(oracle[field].get<std::string>());
          terms.push_back(raw(std::string_view(bytes).substr(1)));
        }
      }
    }
  }
  return terms;
}

TEST_CASE("every term of every oracle comes back from typed JSON as the same bytes") {
  const std::vector<Term> terms = corpus();
  CHECK(terms.size() > 1000);
  for (const Term& term : terms) {
    REQUIRE(read(typed(term)) == term);
    REQUIRE(read(write(term, {.mode = Mode::typed, .style = Style::pretty})) == term);
  }
}

TEST_CASE("plain JSON reads too, or is refused for an identifier, or for keys that plain text makes equal") {
  for (const Term& term : corpus()) {
    const std::string wrong = complaint(plain(term));
    const bool is_lost =
        wrong.find("to-json --typed") != std::string::npos || wrong.find("twice") != std::string::npos;
    CHECK_MESSAGE((wrong.empty() || is_lost), wrong);
  }
}

TEST_CASE("typed JSON survives jq -c .") {
  if (std::system("command -v jq >/dev/null 2>&1") != 0) return;
  const std::vector<Term> terms = corpus();
  const std::filesystem::path in =
      std::filesystem::temp_directory_path() / ("cxdump-jq-" + std::to_string(::getpid()));
  {
    std::ofstream out(in);
    for (const Term& term : terms) out << typed(term) << '\n';
  }
  std::FILE* jq = ::popen(("jq -c . '" + in.string() + "'").c_str(), "r");
  REQUIRE(jq != nullptr);
  std::string text;
  std::vector<char> piece(1 << 16);
  while (const std::size_t n = std::fread(piece.data(), 1, piece.size(), jq)) text.append(piece.data(), n);
  CHECK(::pclose(jq) == 0);
  std::filesystem::remove(in);
  Scanner scanner(as_bytes(text), {});
  TermReader reader;
  for (const Term& term : terms) {
    Term back;
    reader.read(scanner, back);
    REQUIRE(back == term);
  }
}

}  // namespace
}  // namespace cxdump::json::test
