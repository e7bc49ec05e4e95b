#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "report/list_encoder.hpp"
#include "report/render_html.hpp"
#include "report/render_json.hpp"
#include "report/render_text.hpp"
#include "report/stats_encoder.hpp"
#include "sample.hpp"

using namespace cxdump;
using namespace cxdump::report;
using cxdump::test::atom;
using cxdump::test::binary;
using cxdump::test::millis;
using cxdump::test::Sample;

namespace {

constexpr std::int64_t kNow = 1'700'000'000'000;
const Style kPlain(Style::Color::off);

Sample three_sessions() {
  Sample sample;
  sample.add(binary("session:1"), millis(kNow - kHour), atom("nil"), binary(std::string(100, 'x')));
  sample.add(binary("session:2"), millis(kNow - kHour), millis(kMinute), binary(std::string(200, 'x')));
  sample.add(binary("<b>\x1b[31m"), millis(kNow), millis(2 * kDay), atom("ok"));
  return sample;
}

FileReport report_of(const Sample& sample) {
  FileReport report;
  report.file = "a.dump";
  report.data.container = dump::Container::v2;
  report.data.compressed_term = true;
  report.data.layers = {{"zstd", 90, ""}, {"zlib", 100, "2-5"}};
  report.data.entries = sample.entries().size();
  report.data.file_bytes = 90;
  report.data.data_bytes = 450;
  report.stats.reset({kNow, 2, Depth::shallow});
  for (const dump::Entry& entry : sample.entries()) report.stats.add(entry);
  return report;
}

constexpr std::string_view kText = R"(a.dump
  container      v2, of Cachex 2.x
  compression    zlib, level 2-5, wrapped in zstd
  size           90 B on disk, 450 B of terms, 5.00 : 1
  entries        3
    live         2 (66.7 %)
    expired      1 (33.3 %)
    without ttl  1 (33.3 %)
  now            2023-11-14T22:13:20.000Z
  touched        2023-11-14T21:13:20.000Z to 2023-11-14T22:13:20.000Z

  Types
    keys    binary  3   100 %  ████████████████████████
    values  binary  2  66.7 %  ████████████████
            atom    1  33.3 %  ████████

  Sizes  mean 140 B, median 137 B, p90 243 B, p99 243 B, largest 243 B
      40 to 47 B  1  33.3 %  ████████
               …
    128 to 159 B  1  33.3 %  ████████
               …
    224 to 255 B  1  33.3 %  ████████
    41 B of keys, 314 B of values

  Time to live  what is left of it
    expired       1  33.3 %  ████████
    under a week  1  33.3 %  ████████
    no ttl        1  33.3 %  ████████

  Largest entries
    243 B  session:2  entry 2 at byte 143
    137 B  session:1  entry 1 at byte 6

  Keys by prefix  entries, and their share of the bytes
    session:  2  380 B  90.3 %  █████████████████████▋
)";

}  // namespace

TEST_CASE("a report for people") { CHECK(render_text(report_of(three_sessions()), kPlain) == kText); }

TEST_CASE("colours do not change the text") {
  std::string text = render_text(report_of(three_sessions()), Style(Style::Color::on));
  CHECK(text.find("\x1b[1m") != std::string::npos);
  for (std::size_t at; (at = text.find('\x1b')) != std::string::npos;)
    text.erase(at, text.find('m', at) - at + 1);
  CHECK(text == kText);
}

TEST_CASE("a report for machines has every field, in its order") {
  const auto json = nlohmann::ordered_json::parse(render_json(report_of(three_sessions())));
  std::vector<std::string> fields;
  for (const auto& item : json.items()) fields.push_back(item.key());
  CHECK(fields == std::vector<std::string>{"file",           "container",   "cachex",      "otp",
                                           "wrappers",       "compressed",  "compression", "level_class",
                                           "file_bytes",     "data_bytes",  "ratio",       "trailing_bytes",
                                           "file_entries",   "entries",     "live",        "expired",
                                           "without_ttl",    "odd_times",   "now",         "oldest_touched",
                                           "newest_touched", "key_types",   "value_types", "key_bytes",
                                           "value_bytes",    "entry_bytes", "sizes",       "remaining",
                                           "largest",        "prefixes",    "unsafe"});
  CHECK(json["wrappers"] == nlohmann::ordered_json{"zstd"});
  CHECK(json["level_class"] == "2-5");
  CHECK(json["ratio"] == 5.0);
  CHECK(json["key_types"]["binary"] == 3);
  CHECK(json["entry_bytes"]["max"] == 243);
  CHECK(json["largest"][0] ==
        nlohmann::ordered_json({{"key", "session:2"}, {"bytes", 243}, {"at", 143}, {"entry", 2}}));
  CHECK(json["prefixes"][0] ==
        nlohmann::ordered_json({{"prefix", "session:"}, {"entries", 2}, {"bytes", 380}}));
  CHECK(json["unsafe"].is_null());
}

TEST_CASE("a report of no entries has nulls for what there is not") {
  FileReport report = report_of(Sample());
  report.data.container.reset();
  const auto json = nlohmann::ordered_json::parse(render_json(report));
  CHECK(json["container"].is_null());
  CHECK(json["cachex"] == "2.x or 3.x");
  CHECK(json["entries"] == 0);
  CHECK(json["entry_bytes"]["p50"].is_null());
  CHECK(json["oldest_touched"].is_null());
  CHECK(render_text(report, kPlain).find("entries      0\n") != std::string::npos);
  CHECK(render_html({&report, 1}).find("</html>") != std::string::npos);
}

TEST_CASE("nothing from a file is markup in a page, nor steers a terminal") {
  Sample sample;
  sample.add(binary("<b>&\"'\x1b[31m:"), millis(kNow), atom("nil"), binary(std::string(500, 'x')));
  sample.add(binary("<b>&\"'\x1b[31m:"), millis(kNow), atom("nil"), binary(std::string(500, 'x')));
  FileReport report = report_of(sample);
  report.file = "<script>\x07.dump";
  const std::string page = render_html({&report, 1});
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find("<b>&") == std::string::npos);
  CHECK(page.find("&lt;b&gt;&amp;&quot;&#39;\\e[31m:") != std::string::npos);
  CHECK(page.find('\x1b') == std::string::npos);
  CHECK(render_text(report, kPlain).find_first_of("\x1b\x07") == std::string::npos);
}

TEST_CASE("a page loads nothing") {
  const FileReport report = report_of(three_sessions());
  const std::string page = render_html({&report, 1});
  CHECK(page.find("http") == page.find("http-equiv"));
  CHECK(page.find("src=") == std::string::npos);
  CHECK(page.find("url(") == std::string::npos);
  CHECK(page.find("default-src 'none'") != std::string::npos);
}

TEST_CASE("a list has a line an entry, with columns that line up") {
  const Sample sample = three_sessions();
  dump::Batch batch;
  batch.entries = sample.entries();
  std::string lines;
  ListEncoder(kNow, kPlain).body(batch, lines);
  CHECK(lines ==
        "2023-11-14T21:13:20.000Z        none          137  binary     session:1\n"
        "2023-11-14T21:13:20.000Z     expired          243  binary     session:2\n"
        "2023-11-14T22:13:20.000Z          2d           41  atom       <b>\\e[31m\n");
  CHECK(list_heading(kPlain) == "TOUCHED                     TTL LEFT        BYTES  VALUE      KEY\n");
}

TEST_CASE("the version of OTP is told by v4's atoms alone") {
  FileReport report = report_of(three_sessions());
  report.stats.first_atom = AtomTag::utf8;
  CHECK(otp_version(report).empty());
  report.data.container = dump::Container::v4;
  CHECK(otp_version(report) == "26 or later");
  report.stats.first_atom = AtomTag::latin1;
  CHECK(otp_version(report) == "25 or earlier");
}

TEST_CASE("v4's own gzip is its compression, and any other is a wrapper") {
  dump::DataInfo data;
  data.container = dump::Container::v4;
  data.layers = {{"xz", 1, ""}, {"gzip", 2, ""}};
  CHECK(compression(data) == "gzip");
  CHECK(wrappers(data) == std::vector<std::string_view>{"xz"});
  data.container = dump::Container::v3;
  CHECK(compression(data).empty());
  CHECK(wrappers(data) == std::vector<std::string_view>{"xz", "gzip"});
}
