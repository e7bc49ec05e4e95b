#include "ops/check_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cxdump/base/counted.hpp"
#include "cxdump/base/one_line.hpp"

namespace cxdump::ops {
namespace {

using Json = nlohmann::ordered_json;

std::string_view space_name(Space space) {
  switch (space) {
    case Space::file:
      return "file";
    case Space::data:
      return "uncompressed data";
    case Space::text:
      return "text";
  }
  return "";
}

/// As an Error says it.
std::string place(const Finding& finding) {
  std::string text;
  if (finding.offset) text = fmt::format("at byte {} of the {}", *finding.offset, space_name(finding.space));
  if (finding.entry) text += fmt::format("{}entry {}", text.empty() ? "" : ", ", *finding.entry);
  return text.empty() ? text : text + ": ";
}

std::string sentence(CachexVersion version, const Answer& answer) {
  const char* const call = version == CachexVersion::v4_1 ? "restore" : "load";
  const std::string why = answer.why.empty() ? "" : ": " + answer.why;
  const std::string held = fmt::format("{} in the cache, {} of them unexpired", answer.size, answer.count);
  switch (answer.kind) {
    case Answer::Kind::ok:
      return fmt::format("Cachex {}: {} gives :ok, {}{}", name(version), call, held, why);
    case Answer::Kind::unreachable_file:
      return fmt::format("Cachex {}: {} gives {{:error, :unreachable_file}}, nothing in the cache{}",
                         name(version), call, why);
    case Answer::Kind::raises:
      return fmt::format("Cachex {}: {} raises, {}{}", name(version), call, held, why);
  }
  return "";
}

template <typename Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

bool failed(const Finding& finding) {
  return finding.severity == Severity::rule || finding.severity == Severity::error;
}

std::string xml(std::string_view text) {
  std::string escaped;
  for (const char c : one_line(text)) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string junit_suite(const CheckReport& report) {
  std::string cases;
  std::size_t count = 0, failures = 0;
  for (const auto& [version, answer] : report.cachex) {
    ++count;
    cases += fmt::format(
        "    <testcase classname=\"{}\" name=\"cachex {}\"><system-out>{}</system-out></testcase>\n",
        xml(report.file), name(version), xml(sentence(version, answer)));
  }
  for (const Finding& finding : report.findings) {
    ++count;
    const std::string message = xml(place(finding) + finding.message);
    cases += fmt::format("    <testcase classname=\"{}\" name=\"{}\">", xml(report.file), finding.id);
    if (failed(finding)) {
      ++failures;
      cases += fmt::format("<failure type=\"{}\" message=\"{}\"/>", name(finding.severity), message);
    } else {
      cases += fmt::format("<system-out>{}</system-out>", message);
    }
    cases += "</testcase>\n";
  }
  if (count == 0) {
    ++count;
    cases = fmt::format("    <testcase classname=\"{}\" name=\"valid\"/>\n", xml(report.file));
  }
  return fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n{}  </testsuite>\n",
                     xml(report.file), count, failures, cases);
}

}  // namespace

std::string check_text(const CheckReport& report) {
  const std::string_view container = report.container       ? dump::name(*report.container)
                                     : report.is_empty_list ? "v2 or v3"
                                                            : "no container known";
  const std::string file = one_line(report.file);
  std::string text = fmt::format("{}: {}, {}\n", file, container, counted_entries(report.entries));
  for (const Finding& finding : report.findings) {
    text += fmt::format("{}: {}: {}{} [{}]\n", file, name(finding.severity), place(finding), finding.message,
                        finding.id);
  }
  for (const auto& [version, answer] : report.cachex) {
    text += fmt::format("{}: {}\n", file, sentence(version, answer));
  }
  return text;
}

std::string check_json(const CheckReport& report) {
  Json json;
  json["file"] = report.file;
  json["container"] = report.container ? Json(dump::name(*report.container)) : Json(nullptr);
  json["entries"] = report.entries;
  json["findings"] = Json::array();
  for (const Finding& finding : report.findings) {
    json["findings"].push_back({{"id", finding.id},
                                {"severity", name(finding.severity)},
                                {"offset", or_null(finding.offset)},
                                {"entry", or_null(finding.entry)},
                                {"message", finding.message}});
  }
  json["cachex"] = Json::object();
  for (const auto& [version, answer] : report.cachex) {
    json["cachex"][std::string(name(version))] = {
        {"answer", name(answer.kind)}, {"size", answer.size}, {"count", answer.count}};
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string check_junit(const std::vector<CheckReport>& reports) {
  std::string suites;
  for (const CheckReport& report : reports) suites += junit_suite(report);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"cxdump check\">\n{}</testsuites>\n",
      suites);
}

}  // namespace cxdump::ops
