#pragma once

#include <string>
#include <string_view>

namespace cxdump::session {

/// A term's Elixir text with colours for a terminal, as iex has them: strings green, atoms cyan, numbers
/// yellow, nil and booleans magenta; sigils are green as a whole, and `#PID<0.1.2>` and its like plain.
std::string painted(std::string_view elixir);

}  // namespace cxdump::session
