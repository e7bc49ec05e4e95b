#pragma once

#include <cstddef>
#include <string>

#include "session/catalog.hpp"

namespace cxdump::session {

// What `help` and `help CALL` say, in lines of at most `columns`.

std::string help_for_all(std::size_t columns);
std::string help_for(const CallRow& row, std::size_t columns);

}  // namespace cxdump::session
