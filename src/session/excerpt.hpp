#pragma once

#include <string>
#include <string_view>

#include "cxdump/base/columns.hpp"

namespace cxdump::session {

/// As much of what was typed, or of a term's text, as a message has room for.
inline std::string excerpt(std::string_view text) {
  constexpr std::size_t most = 200;  // columns
  return cut_to_columns(text, most);
}

}  // namespace cxdump::session
