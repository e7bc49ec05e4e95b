#pragma once

#include <cstddef>
#include <string_view>

namespace cxdump {

/// How many bytes must be changed, added or taken away to make `a` into `b` (Levenshtein).
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace cxdump
