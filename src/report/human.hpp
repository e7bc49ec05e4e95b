#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/human_time.hpp"

namespace cxdump::report {

// Figures as people read them.

/// "1,234,567"
std::string with_commas(std::uint64_t number);

/// "512 B", "65.3 kB", "1.20 GB": three digits, powers of 1000.
std::string human_bytes(std::uint64_t bytes);

/// "12.3 %"; "<0.1 %" for a little, "0 %" for nothing.
std::string percent(std::uint64_t part, std::uint64_t whole);

/// Text from a file for a terminal, on one line: control characters, line breaks, the ones that turn the
/// direction of text and bytes that are not UTF-8 are escaped as Elixir does ("\n", "\e", "\x{202E}").
std::string printable(std::string_view text);

/// As printable, as much of it as fits into `columns`, with a "…" when there was more.
std::string printable(std::string_view text, std::size_t columns);

}  // namespace cxdump::report
