#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ops/check.hpp"

namespace cxdump::ops {

/// Colours a severity's name for a terminal.
using PaintSeverity = std::function<std::string(Severity, std::string_view)>;
inline std::string plain_severity(Severity, std::string_view text) { return std::string(text); }

/// A line a finding, and one for each version of Cachex that was asked about.
std::string check_text(const CheckReport& report, const PaintSeverity& paint = plain_severity);

/// One JSON object on a line (cxdump-check(1), JSON FIELDS).
std::string check_json(const CheckReport& report);

/// A JUnit report: a suite a file, a case each version of Cachex and each id among the findings; one with an
/// error or a broken rule has failed. Well-formed XML 1.0 whatever stands in the files.
std::string check_junit(const std::vector<CheckReport>& reports);

}  // namespace cxdump::ops
