#pragma once

#include <string>

#include "report/file_report.hpp"
#include "report/style.hpp"

namespace cxdump::report {

/// A report for people: a heading with the file's name, figures in aligned columns, bars where they help.
/// Ends in a newline. Everything from the file is escaped (printable).
std::string render_text(const FileReport& report, const Style& style);

}  // namespace cxdump::report
