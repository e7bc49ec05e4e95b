#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cxdump {

/// "1 entry", "2 entries": a number and the noun that goes with it.
std::string counted(std::uint64_t number, std::string_view one, std::string_view many);

inline std::string counted_entries(std::uint64_t number) { return counted(number, "entry", "entries"); }
inline std::string counted_bytes(std::uint64_t number) { return counted(number, "byte", "bytes"); }

}  // namespace cxdump
