#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cxdump {

/// The name nearest to `typed`, or nothing when none is near (a third of its letters changed).
std::string nearest(std::string_view typed, const std::vector<std::string_view>& names);

}  // namespace cxdump
