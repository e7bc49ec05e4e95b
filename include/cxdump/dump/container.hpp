#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cxdump::dump {

/// The containers that Cachex writes (docs/formats): a list of 4-tuples (2.x), a list of entry records (3.x),
/// frames of entry records (4.x).
enum class Container : std::uint8_t { v2, v3, v4 };

std::string_view name(Container container);
std::optional<Container> container_named(std::string_view name);

}  // namespace cxdump::dump
