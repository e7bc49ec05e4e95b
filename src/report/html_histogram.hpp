#pragma once

#include <string>
#include <vector>

#include "report/sketch.hpp"

namespace cxdump::report::html {

/// Columns for ranges of sizes, as inline SVG; each says its figures when it is pointed at.
std::string histogram(const std::vector<Sketch::Range>& ranges);

}  // namespace cxdump::report::html
