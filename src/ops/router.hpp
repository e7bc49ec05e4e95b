#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cxdump/base/bytes.hpp"

namespace cxdump::ops {

/// How a distributed Cachex chooses a key's node.
enum class Routing : std::uint8_t {
  jump,  ///< jump consistent hashing, Cachex.Router.Jump, its default
  mod,   ///< the remainder, Cachex.Router.Mod
};

/// The index of the node where Cachex 3.x and 4.x look for `key` among `nodes` sorted nodes: both of
/// erlang:phash2/1. Requires: `key` is one valid term; nodes >= 1.
std::uint32_t route(Bytes key, std::uint32_t nodes, Routing routing);

/// The nodes as the routers see them: sorted by Erlang's order of atoms, each once.
std::vector<std::string> sorted_nodes(std::vector<std::string> names);

}  // namespace cxdump::ops
