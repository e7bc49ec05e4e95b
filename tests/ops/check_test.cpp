// What check says of damaged dumps, and of the odd files that real versions of Cachex were tried on.

#include "ops/check.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "cxdump/base/utf8.hpp"
#include "cxdump/io/memory_source.hpp"
#include "dump/dumps.hpp"
#include "io/scratch.hpp"
#include "ops/check_report.hpp"
#include "ops/content_hash.hpp"
#include "ops/copy.hpp"
#include "ops/damage.hpp"
#include "ops/write_dump.hpp"
#include "support.hpp"

namespace {

using namespace cxdump;
using ops::CachexVersion;

constexpr std::int64_t kWhenTried = 1'795'000'000'000;  // November 2026, when the files were made and tried

ops::CheckReport check(const std::string& bytes, std::vector<CachexVersion> versions = {}) {
  ops::CheckOptions options;
  if (!versions.empty()) options.rules.versions = ops::AskedVersions{std::move(versions), false};
  options.now = kWhenTried;
  return ops::check(io::Rereadable("test", [&bytes] { return io::memory_source(as_bytes(bytes), "test"); }),
                    options);
}

ops::Hash content_of(const std::string& bytes) {
  return ops::content_hash(*dump::open_dump(io::memory_source(as_bytes(bytes), "test")), 1);
}

/// How far apart bits are flipped: sanitizers take fifty times as long, and find what they find in fewer.
std::size_t flip_step() {
  const char* sanitizers = std::getenv("CXDUMP_SANITIZE");
  return sanitizers == nullptr || *sanitizers == '\0' ? 997 : 2999;
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
    const bool wrapped_list = !sound.plain && sound.container != dump::Container::v4 &&
                              !sound.bytes.starts_with("\x83");  // which no Cachex unwraps
    CHECK(check(sound.bytes).status() == (wrapped_list ? 1 : 0));
    for (const test::Damaged& damaged : test::damages(sound.bytes, flip_step())) {
      CAPTURE(damaged.what);
      const ops::CheckReport report = check(damaged.bytes);
      if (report.status() != (wrapped_list ? 1 : 0)) continue;
      // Nobody can see a changed byte inside a string of a plain dump, in gzip's time of day or in the bits
      // that fill up a stream's last byte, or a cut between frames.
      const bool same_count = report.entries == sound.entries.size();
      const bool at_border = sound.plain && sound.container == dump::Container::v4;
      const bool in_header = !sound.plain && damaged.begin < 10;
      CHECK((sound.plain ? same_count || at_border
                         : in_header || content_of(damaged.bytes) == content_of(sound.bytes)));
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
    options.rules = ops::rules_in(rules, "rules");
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
}

TEST_CASE("a rule that holds shows its figure too, and so does each that is asked for") {
  const char* const rules = R"({"min-entries": 1, "max-entries": "1M", "max-expired": "100%",
      "max-entry-size": "1M", "max-file-size": "1M", "max-ratio": 50, "max-depth": 1000, "max-atoms": 1000,
      "no-funs": true, "no-pids": true, "unique-keys": true, "canonical": true,
      "known-atoms": ["nil", "true", "false"]})";
  ops::CheckOptions options;
  options.rules = ops::rules_in(rules, "rules");
  const std::string sessions = test::fixture("cachex/v3.6.0/merge-a-c1.dump");
  const ops::CheckReport report = ops::check(
      io::Rereadable("test", [&] { return io::memory_source(as_bytes(sessions), "test"); }), options);
  const std::string junit = ops::check_junit({report});
  for (const char* id :
       {"min_entries", "max_entries", "max_expired", "max_entry_size", "max_file_size", "max_ratio",
        "max_depth", "max_atoms", "no_funs", "no_pids", "unique_keys", "canonical", "known_atoms"}) {
    CAPTURE(id);
    CHECK(has(report, id));
    CHECK(junit.find("name=\"" + std::string(id) + "\"") != std::string::npos);
  }
  CHECK(ops::check_text(report).find("info: 100 entries, not fewer than 1 [min_entries]") !=
        std::string::npos);
}

TEST_CASE("a rules file: what it may say") {
  const auto rules = [](const char* text) { return ops::rules_in(text, "rules"); };
  CHECK(rules(R"({"min_entries": 5})").min_entries == 5);
  const auto versions = [&](const char* text) { return *rules(text).versions; };
  CHECK(versions(R"({"for": "3.6"})").versions == std::vector{CachexVersion::v3_6});
  CHECK(versions(R"({"for": [2.1, "4.1"]})").versions ==
        std::vector{CachexVersion::v2_1, CachexVersion::v4_1});
  CHECK(versions(R"({"for": "4.1"})").must_load);
  CHECK(versions(R"({"for": "all"})").versions.size() == 4);
  CHECK_FALSE(versions(R"({"for": "all"})").must_load);
  const auto atoms = *rules(R"({"known-atoms": ["a", ":b", "My.App", ":\"x\\n\""]})").known_atoms;
  CHECK(atoms == absl::flat_hash_set<std::string>{"a", "b", "Elixir.My.App", "x\n"});

  const io_test::Scratch folder;
  std::ofstream(folder.path("atoms")) << "ok\n:é\n:\"é b\"\nMy.App\n";
  std::ofstream(folder.path("rules")) << R"({"known-atoms": "atoms"})";
  CHECK(*ops::read_rules_file(folder.path("rules")).known_atoms ==
        absl::flat_hash_set<std::string>{"ok", "é", "é b", "Elixir.My.App"});
  CHECK_THROWS_AS(ops::atoms_in(":\"open"), Error);
}

TEST_CASE("a rules file: what is wrong is named with its file and field") {
  for (const auto& [text, wanted] : std::vector<std::pair<const char*, const char*>>{
           {R"({"min-entires": 1})", "rules: there is no rule 'min-entires'"},
           {R"({"min-entries": -1})", "rules: min-entries: '-1' is no number or size"},
           {R"({"max-expired": "101%"})",
            "rules: max-expired: '101%' is no share of 0 to 100 per cent, such as 5%"},
           {R"({"max-expired": "nan"})",
            "rules: max-expired: 'nan' is no share of 0 to 100 per cent, such as 5%"},
           {R"({"max-ratio": "inf"})", "rules: max-ratio: 'inf' is no number from 0"},
           {R"({"no-funs": 1})", "rules: no-funs: '1' is no true or false"},
           {R"({"for": "5"})", "rules: for: '5' is none of 2.1, 3.0, 3.6, 4.1, all"},
           {R"({"known-atoms": [1]})", "rules: known-atoms: '1' is no string with the name of an atom"},
           {R"({"no-funs": true, "no-funs": false})", "rules: the rule 'no-funs' stands there twice"},
           {R"({"min_entries": 1, "min-entries": 2})", "rules: the rule 'min-entries' stands there twice"},
           {"[1]", "rules: no JSON object of rules"},
           {"{", "rules: no JSON object of rules"},
       }) {
    try {
      ops::rules_in(text, "rules");
      FAIL(text);
    } catch (const Error& error) {
      CHECK(std::string(error.what()) == wanted);
      CHECK(error.kind() == ErrorKind::usage);
    }
  }
  CHECK_THROWS_AS(ops::parse_percent("nan%"), Error);
  CHECK_THROWS_AS(ops::parse_percent("inf"), Error);
  CHECK_THROWS_AS(ops::parse_ratio("nan"), Error);
}

TEST_CASE("a dump whose own Cachex refuses it breaks a rule, in whatever container, and says the way out") {
  const auto wrapped = [](const std::string& name, dump::Wrap wrap) {
    const std::string dump = test::fixture(name);
    const io_test::Scratch scratch;
    dump::WriteOptions write;
    write.wrap = wrap;
    const dump::DecoderPtr decoder = dump::open_dump(io::memory_source(as_bytes(dump), "test"));
    write.container = name.find("v4") != std::string::npos ? dump::Container::v4 : dump::Container::v3;
    ops::write_dump({scratch.path("out"), io::Existing::keep}, write, ops::Verify::no, 1,
                    [&](dump::DumpWriter& writer, io::Sink& sink) {
                      ops::copy(*decoder, dump::Selection({}), writer, sink, 1);
                    });
    const auto bytes = scratch.read("out");
    return std::string(bytes.begin(), bytes.end());
  };
  const auto refusal = [](const std::string& bytes, std::vector<CachexVersion> versions = {}) {
    ops::CheckOptions options;
    if (!versions.empty()) options.rules.versions = ops::AskedVersions{std::move(versions), true};
    const ops::CheckReport report = ops::check(
        io::Rereadable("my dump", [&] { return io::memory_source(as_bytes(bytes), "test"); }), options);
    for (const ops::Finding& finding : report.findings) {
      if (finding.id == "does_not_load") return finding.message;
    }
    return std::string();
  };
  const std::string v2 = test::fixture("cachex/v2.1.0/single-c0.dump");
  const std::string v3 = test::fixture("cachex/v3.6.0/single-c0.dump");
  const std::string v4 = test::fixture("cachex/v4.1.1/single.dump");
  for (const dump::Wrap wrap : {dump::Wrap::gzip, dump::Wrap::zstd}) {
    const std::string bytes = wrapped("cachex/v3.6.0/single-c0.dump", wrap);
    CHECK(check(bytes).status() == 1);
    CHECK(refusal(bytes).find("; try: cxdump recompress 'my dump' -o OUT") != std::string::npos);
    CHECK(refusal(bytes, {CachexVersion::v2_1}).find("; try: cxdump convert 'my dump' --to v2 -o OUT") !=
          std::string::npos);
  }
  CHECK(refusal(wrapped("cachex/v4.1.1/single.dump", dump::Wrap::zstd)).find("recompress") !=
        std::string::npos);
  CHECK(refusal(v2).empty());
  CHECK(refusal(v3).empty());
  CHECK(refusal(v4).empty());
  CHECK(refusal(v2, {CachexVersion::v3_6}).find("; try: cxdump convert 'my dump' --to v3 -o OUT") !=
        std::string::npos);
  CHECK(refusal(v3, {CachexVersion::v4_1}).find("; try: cxdump convert 'my dump' --to v4 -o OUT") !=
        std::string::npos);
  CHECK(refusal("\x83\x6a", {CachexVersion::v4_1}).find("--to v4 -o OUT") != std::string::npos);
  CHECK(refusal(v4, {CachexVersion::v4_1}).empty());
}

TEST_CASE("check names repair wherever it saves something") {
  std::string miscounted = test::fixture("cachex/v3.6.0/sessions-1k-c0.dump");
  miscounted[4] = 1;  // of 1000: 500
  miscounted[5] = static_cast<char>(0xf4);
  for (const std::string& bytes : {test::fixture("cachex/odd/tlv_not_entry"),
                                   test::fixture("cachex/odd/etf_list_mixed_good_then_bad_v3"),
                                   test::fixture("cachex/odd/etf_improper_list_v2"), miscounted}) {
    const ops::CheckReport report = check(bytes);
    CHECK(report.status() == 3);
    CHECK(ops::check_text(report).find("cxdump repair test -o OUT saves ") != std::string::npos);
  }
  CHECK_FALSE(has(check("what is this?"), "repairable"));
}

TEST_CASE("a checksum is about the stream, and no entry behind the last is named") {
  const ops::CheckReport report = check(test::fixture("cachex/odd/etf_bad_adler_v2"));
  CHECK(report.findings.front().offset);
  CHECK_FALSE(report.findings.front().entry);
}

TEST_CASE("what loading answers is said as Cachex says it") {
  const auto said = [](const char* name) { return ops::check_text(check(test::fixture(name))); };
  CHECK(said("cachex/v3.6.0/single-c0.dump").find("load gives {:ok, true}, 1 in") != std::string::npos);
  CHECK(said("cachex/v4.1.1/merge-a.dump").find("restore gives {:ok, 100}, 100 in") != std::string::npos);
}

TEST_CASE("atoms stand in findings as Elixir prints them, and no character breaks a report") {
  test::Fours entries;
  std::vector<char32_t> codes{0,      1,      7,      '\n',   0x1B,    '"',     '&',
                              '<',    '>',    0x7F,   0x85,   0xA0,    0xD7FF,  0xE000,
                              0xFDD0, 0xFFFD, 0xFFFE, 0xFFFF, 0x10000, 0x1FFFE, 0x10FFFF};
  for (const char32_t code : codes) {
    std::uint8_t utf8[4];
    const std::string character(as_text(Bytes(utf8, encode_utf8(code, utf8))));
    const std::string atom = "x" + character;
    entries.push_back({test::binary(atom), test::integer(1), test::nil(),
                       std::string("w") + static_cast<char>(atom.size()) + atom});
  }
  const std::string not_utf8 = "\xed\xa0\x80 \xff \xef\xbf\xbe";  // a surrogate, no UTF-8 at all, U+FFFE
  entries.push_back({test::binary(not_utf8), test::integer(1), test::nil(), "w\1y"});
  const std::string bytes = test::v2_dump(entries);
  ops::CheckOptions options;
  options.rules = ops::rules_in(R"({"known-atoms": ["nil"]})", "rules");
  const ops::CheckReport report = ops::check(
      io::Rereadable(not_utf8, [&] { return io::memory_source(as_bytes(bytes), "test"); }), options);
  CHECK(report.status() == 1);
  const std::string text = ops::check_text(report);
  CHECK(text.find("the atom :\"x\\n\" is not in the list, first under the key \"x\\n\" [known_atoms]\n") !=
        std::string::npos);
  CHECK(text.find(":\"x\\e\"") != std::string::npos);
  const std::string junit = ops::check_junit({report});
  for (const std::string& output : {text, junit}) {
    REQUIRE(valid_utf8(as_bytes(output)));
    for (std::string_view rest = output; !rest.empty();) {
      const Utf8Char next = decode_utf8(as_bytes(rest));
      rest.remove_prefix(next.length);
      CHECK((next.code == '\n' || (next.code >= 0x20 && (next.code < 0x7F || next.code >= 0xA0))));
      if (&output == &junit) CHECK((next.code != 0xFFFE && next.code != 0xFFFF));
    }
  }
  CHECK(junit.find("tests=\"2\" failures=\"1\"") != std::string::npos);  // cachex 2.1, known_atoms
}

TEST_CASE("a file that cannot be read has its place in every report") {
  const ops::CheckReport report = ops::unreadable("no file", Error(ErrorKind::system, "cannot open"));
  CHECK(
      ops::check_json(report) ==
      "{\"file\":\"no file\",\"container\":null,\"entries\":0,\"findings\":[{\"id\":\"unreadable\","
      "\"severity\":\"error\",\"offset\":null,\"entry\":null,\"message\":\"cannot open\"}],\"cachex\":{}}\n");
  CHECK(ops::check_junit({report}).find("failures=\"1\"") != std::string::npos);
}

TEST_CASE("every id of a finding stands in the manual") {
  std::ifstream file(CXDUMP_SOURCE "/man/cxdump-check.1");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  std::vector<std::string> ids{"trailing_bytes", "wrong_count", "repairable", "unreadable"};
  for (int i = 0; i <= static_cast<int>(dump::Fault::too_large); ++i)
    ids.emplace_back(dump::id(static_cast<dump::Fault>(i)));
  for (int i = 0; i <= static_cast<int>(io::StreamFault::needs_too_much_memory); ++i)
    ids.emplace_back(io::id(static_cast<io::StreamFault>(i)));
  for (const std::string& id : ids) {
    CAPTURE(id);
    CHECK(page.find("Ql " + id + " ") != std::string::npos);
  }
}
