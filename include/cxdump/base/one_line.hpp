#pragma once

#include <string>
#include <string_view>

namespace cxdump {

/// Text with its control characters, and what is not UTF-8, escaped as `\x0a`: a path or a message from a
/// file that would otherwise break a line or steer the terminal.
std::string one_line(std::string_view text);

}  // namespace cxdump
