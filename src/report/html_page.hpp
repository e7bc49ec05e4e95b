#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cxdump::report::html {

/// Text from a file for a page: what HTML would read as its own is escaped, what is not seen is shown
/// (printable).
std::string escape(std::string_view text);

/// A whole page around `body`: it loads nothing and runs no script, and looks right on light and dark
/// screens.
std::string page(std::string_view title, std::string_view body);

/// A cell with a bar across `part` of `whole`.
std::string bar_cell(std::uint64_t part, std::uint64_t whole);

}  // namespace cxdump::report::html
