// What check says of damaged dumps, and of the odd files that real versions of Cachex were tried on.

#include "ops/check.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <string>

#include "cxdump/io/memory_source.hpp"
#include "ops/check_report.hpp"
#include "ops/damage.hpp"
#include "support.hpp"

namespace {

using namespace cxdump;
using ops::CachexVersion;

constexpr std::int64_t kWhenTried = 1'795'000'000'000;  // November 2026, when the files were made and tried

ops::CheckReport check(const std::string& bytes, std::vector<CachexVersion> versions = {}) {
  ops::CheckOptions options;
  options.versions = std::move(versions);
  options.now = kWhenTried;
  return ops::check(io::Rereadable("test", [&bytes] { return io::memory_source(as_bytes(bytes), "test"); }),
                    options);
}

bool has(const ops::CheckReport& report, const std::string& id) {
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [&](const ops::Finding& finding) { return finding.id == id; });
}

std::vector<std::string> cells(const std::string& row) {
  std::vector<std::string> all;
  std::size_t begin = row.find('|');
  while (begin != std::string::npos) {
    const std::size_t end = row.find(" | ", begin + 1);
    all.push_back(row.substr(begin + 2, end == std::string::npos ? end : end - begin - 2));
    begin = end == std::string::npos ? end : end + 1;
  }
  return all;
}

/// "RAISE FunctionClause n=1/1" as an answer.
std::string answer_in(const std::string& cell) {
  const std::string kind = cell.starts_with("ERR")     ? "unreachable_file"
                           : cell.starts_with("RAISE") ? "raises"
                                                       : "ok";
  const std::size_t at = cell.find("n=");
  unsigned size = 0, count = 0;
  if (at != std::string::npos) REQUIRE(std::sscanf(cell.c_str() + at, "n=%u/%u", &size, &count) == 2);
  return kind + " " + std::to_string(size) + " " + std::to_string(count);
}

}  // namespace

TEST_CASE("check answers as real Cachex did for every odd file") {
  std::size_t files = 0;
  for (const std::string& row : test::fixture_lines("cachex/odd/MANIFEST.md")) {
    if (!row.starts_with("| etf_") && !row.starts_with("| tlv_")) continue;
    const std::vector<std::string> columns = cells(row);
    const std::string& file = columns[0];
    CAPTURE(file);
    const std::size_t warm =
        columns.size() - 4;  // the cold column of 2.1 stands before; a description may hold a bar
    const std::string bytes = test::fixture("cachex/odd/" + file);
    const ops::CheckReport report =
        check(bytes, {CachexVersion::v2_1, CachexVersion::v3_0, CachexVersion::v3_6, CachexVersion::v4_1});
    REQUIRE(report.cachex.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
      const ops::Answer& answer = report.cachex[i].second;
      CHECK(std::string(ops::name(answer.kind)) + " " + std::to_string(answer.size) + " " +
                std::to_string(answer.count) ==
            answer_in(columns[warm + i]));
    }
    ++files;
  }
  CHECK(files == 67);
}

TEST_CASE("check never says yes to damage that can be seen") {
  for (const test::Sound& sound : test::sound_dumps()) {
    CAPTURE(sound.name);
    CHECK(check(sound.bytes).status() == 0);
    for (const test::Damaged& damaged : test::damages(sound.bytes, 2999)) {
      CAPTURE(damaged.what);
      const ops::CheckReport report = check(damaged.bytes);
      if (report.status() != 0) continue;
      // Nobody can see a changed byte inside a string of a plain dump, in gzip's time of day, or a cut
      // between frames.
      const bool same_count = report.entries == sound.entries.size();
      const bool at_border = sound.plain && sound.container == dump::Container::v4;
      const bool in_header = !sound.plain && damaged.begin < 10;
      CHECK((sound.plain ? same_count || at_border : in_header));
    }
  }
}

TEST_CASE("check sees every wrong count and size") {
  for (const test::Sound& sound : test::sound_dumps()) {
    CAPTURE(sound.name);
    for (const test::Damaged& damaged : test::miscounts(sound)) {
      CAPTURE(damaged.what);
      CHECK(check(damaged.bytes).status() == 3);
    }
  }
}

TEST_CASE("each kind of damage is its own finding") {
  const std::string gzip = test::fixture("cachex/v4.1.1/example.dump");
  CHECK(has(check(gzip.substr(0, gzip.size() - 8)), "gzip_trailer_missing"));
  CHECK(has(check(gzip + "xx"), "stream_data_behind"));
  CHECK(has(check(test::fixture("cachex/odd/etf_trailing_bytes_c1_v3")), "trailing_bytes"));
  CHECK(has(check(test::fixture("cachex/odd/etf_truncated_half_c0_v2")), "cut_short"));
  CHECK(has(check(test::fixture("cachex/odd/etf_bad_adler_v2")), "adler_mismatch"));
  CHECK(has(check(test::fixture("cachex/odd/etf_compressed_size_too_big_v2")), "declared_size"));
  CHECK(has(check(test::fixture("cachex/odd/etf_improper_list_v2")), "improper_list"));
  CHECK(has(check(test::fixture("cachex/odd/etf_not_list_map")), "not_a_list"));
  CHECK(has(check(test::fixture("cachex/odd/etf_dup_keys_v3")), "duplicate_keys"));
  CHECK(has(check(test::fixture("cachex/odd/tlv_expiration_float")), "float_ttl"));
  CHECK(has(check(test::fixture("cachex/v4.1.1/oversize-wraps.dump")), "frame_wrapped"));
  CHECK(has(check("what is this?"), "not_a_dump"));
}

TEST_CASE("a rule that is broken is a finding with its figure, and status 1") {
  const std::string mixed = test::fixture("cachex/v3.6.0/mixed-c0.dump");
  ops::CheckOptions options;
  options.now = kWhenTried;
  const auto judged = [&](const char* rules) {
    options.rules = {};
    ops::read_rules(rules, "rules", options.rules);
    return ops::check(io::Rereadable("mixed", [&] { return io::memory_source(as_bytes(mixed), "mixed"); }),
                      options);
  };
  for (const auto& [rule, id] : std::vector<std::pair<const char*, const char*>>{
           {R"({"min-entries": 100000})", "min_entries"},
           {R"({"max-entries": 1})", "max_entries"},
           {R"({"max-entry-size": "1K"})", "max_entry_size"},
           {R"({"max-file-size": 100})", "max_file_size"},
           {R"({"max-depth": 1})", "max_depth"},
           {R"({"max-atoms": 1})", "max_atoms"},
           {R"({"no-funs": true})", "no_funs"},
           {R"({"no-pids": true})", "no_pids"},
           {R"({"known-atoms": ["nil"]})", "known_atoms"},
       }) {
    CAPTURE(rule);
    const ops::CheckReport report = judged(rule);
    CHECK(has(report, id));
    CHECK(report.status() == 1);
  }
  CHECK(
      judged(R"({"min-entries": 1, "max-depth": 100000, "unique-keys": true, "canonical": true})").status() ==
      0);
  CHECK_THROWS_AS(judged(R"({"min-entires": 1})"), Error);
  CHECK_THROWS_AS(judged(R"([1])"), Error);
}
