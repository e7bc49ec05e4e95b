#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/tag.hpp"

namespace cxdump::ops {

/// What of a line a terminal may show in colours.
enum class LinePart : std::uint8_t { bytes, entry, wrong };
using PaintPart = std::function<std::string(LinePart, std::string_view)>;
inline std::string plain_part(LinePart, std::string_view text) { return std::string(text); }

/// One line of an explanation: where, the first bytes in hex, and what they are, indented. Only what stands
/// behind the offset is painted.
std::string explain_line(std::uint64_t offset, Bytes bytes, std::size_t depth, std::string_view text,
                         const PaintPart& paint);

/// What a term's head is: its tag by name, its length, and the value when it is short. `bytes`: the head's
/// own.
std::string explain_head(const etf::Head& head, Bytes bytes);

/// What a number of milliseconds is as a date, in parentheses; nothing when it is none of this age.
std::string explain_time(Bytes term);

}  // namespace cxdump::ops
