#pragma once

#include <cstddef>
#include <string_view>

namespace cxdump {

/// How many bytes must be changed, added, taken away or swapped with their neighbour to make `a` into `b`
/// (Damerau, each byte edited once).
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace cxdump
