#include "ops/check_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cxdump/base/counted.hpp"
#include "cxdump/base/one_line.hpp"
#include "cxdump/base/utf8.hpp"

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
      return fmt::format("Cachex {}: {} gives {{:ok, {}}}, {}{}", name(version), call,
                         version == CachexVersion::v4_1 ? fmt::to_string(answer.puts) : "true", held, why);
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

/// On one line, as the text of an element or an attribute.
std::string xml(std::string_view text) {
  std::string escaped;
  const std::string line = one_line(text);
  for (std::string_view rest = line; !rest.empty();) {
    const Utf8Char next = decode_utf8(as_bytes(rest));
    const std::string_view character = rest.substr(0, std::max<std::size_t>(next.length, 1));
    rest.remove_prefix(character.size());
    switch (next.code) {
      case U'&':
        escaped += "&amp;";
        break;
      case U'<':
        escaped += "&lt;";
        break;
      case U'>':
        escaped += "&gt;";
        break;
      case U'"':
        escaped += "&quot;";
        break;
      case 0xFFFE:  // XML 1.0 has no place for these two, in whatever form
      case 0xFFFF:
        for (const char c : character) escaped += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        break;
      default:
        escaped += character;
    }
  }
  return escaped;
}

std::string junit_case(const CheckReport& report, std::string_view name, const std::string& inside) {
  return fmt::format("    <testcase classname=\"{}\" name=\"{}\">{}</testcase>\n", xml(report.file), name,
                     inside);
}

/// The findings of one id as what stands inside its case.
std::string junit_outcome(const std::vector<const Finding*>& same) {
  std::string messages;
  for (const Finding* finding : same) {
    messages += (messages.empty() ? "" : "\n") + xml(place(*finding) + finding->message);
  }
  const Finding& first = *same.front();
  if (!failed(first)) return fmt::format("<system-out>{}</system-out>", messages);
  const std::string more = same.size() == 1 ? "" : fmt::format(", and {} more", same.size() - 1);
  return fmt::format("<failure type=\"{}\" message=\"{}{}\">{}</failure>", name(first.severity),
                     xml(place(first) + first.message), more, messages);
}

/// The findings of each id, in the order of the first of each. Those of one id have one severity.
std::vector<std::vector<const Finding*>> by_id(const CheckReport& report) {
  std::vector<std::vector<const Finding*>> groups;
  for (const Finding& finding : report.findings) {
    const auto at = std::find_if(groups.begin(), groups.end(),
                                 [&](const auto& group) { return group.front()->id == finding.id; });
    if (at == groups.end()) {
      groups.push_back({&finding});
    } else {
      at->push_back(&finding);
    }
  }
  return groups;
}

std::string junit_suite(const CheckReport& report) {
  std::string cases;
  std::size_t failures = 0;
  for (const auto& [version, answer] : report.cachex) {
    cases += junit_case(report, fmt::format("cachex {}", name(version)),
                        fmt::format("<system-out>{}</system-out>", xml(sentence(version, answer))));
  }
  const auto groups = by_id(report);
  for (const auto& same : groups) {
    if (failed(*same.front())) ++failures;
    cases += junit_case(report, same.front()->id, junit_outcome(same));
  }
  std::size_t count = report.cachex.size() + groups.size();
  if (count == 0) {
    ++count;
    cases = junit_case(report, "valid", "");
  }
  return fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n{}  </testsuite>\n",
                     xml(report.file), count, failures, cases);
}

}  // namespace

std::string check_text(const CheckReport& report, const PaintSeverity& paint) {
  const std::string_view container = report.container       ? dump::name(*report.container)
                                     : report.is_empty_list ? "v2 or v3"
                                                            : "no container known";
  const std::string file = one_line(report.file);
  std::string text = fmt::format("{}: {}, {}\n", file, container, counted_entries(report.entries));
  for (const Finding& finding : report.findings) {
    text += fmt::format("{}: {}: {} [{}]\n", file, paint(finding.severity, name(finding.severity)),
                        one_line(place(finding) + finding.message), finding.id);
  }
  for (const auto& [version, answer] : report.cachex) {
    text += fmt::format("{}: {}\n", file, one_line(sentence(version, answer)));
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
