#pragma once

#include <string>
#include <vector>

#include "ops/check.hpp"

namespace cxdump::ops {

/// A line a finding, and one for each version of Cachex that was asked about.
std::string check_text(const CheckReport& report);

/// One JSON object on a line (cxdump-check(1), JSON FIELDS).
std::string check_json(const CheckReport& report);

/// A JUnit report: a suite a file, a case a finding and a version; what is an error or a broken rule has
/// failed.
std::string check_junit(const std::vector<CheckReport>& reports);

}  // namespace cxdump::ops
