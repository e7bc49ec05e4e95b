#pragma once

#include <string>

#include "report/file_report.hpp"

namespace cxdump::report {

/// A report for machines: one JSON object on one line, with the newline. Its fields are those of
/// cxdump-inspect(1), always all of them, in this order; what is not known is null.
std::string render_json(const FileReport& report);

}  // namespace cxdump::report
