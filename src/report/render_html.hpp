#pragma once

#include <span>
#include <string>

#include "report/file_report.hpp"

namespace cxdump::report {

/// Reports as one page for a browser, complete in itself: no script, nothing loaded. Everything from the
/// files is escaped.
std::string render_html(std::span<const FileReport> reports);

}  // namespace cxdump::report
