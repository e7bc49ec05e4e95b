#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace cxdump::etf {

/// Appends the struct that ~D, ~T, ~N or ~U (`letter`) make of their content, ISO 8601 as Calendar.ISO reads
/// it; false when it is none, and nothing is appended.
bool append_calendar_literal(char letter, std::string_view content, std::vector<std::uint8_t>& out);

/// What such a sigil looks like, for an error message.
std::string_view calendar_literal_form(char letter);

}  // namespace cxdump::etf
