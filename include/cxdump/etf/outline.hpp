#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/status.hpp"

namespace cxdump::etf {

/// Where the maps of one term stand, and in each map its keys and values: what a printer, a sorter or a
/// search for duplicate keys must know of a map before it reads on. One pass over the term, whatever its
/// depth; looking ahead at each map by itself would be quadratic in nested ones.
///
/// Offsets count from the start of the term. Memory is reused from term to term; about 48 bytes a map and 16
/// a pair. Threads: one outline, one thread.
class Outline {
 public:
  struct Pair {
    std::size_t key;    ///< where the key starts
    std::size_t value;  ///< where the value starts, which is where the key ends
  };
  struct Map {
    std::size_t at;     ///< its tag byte
    std::size_t end;    ///< behind its last value
    std::size_t first;  ///< its first pair
    std::size_t count;
  };

  /// Reads `term` (without 131). Not ok: as Cursor::skip fails, which a term that was cut from a dump never
  /// does.
  Status build(Bytes term);

  /// All maps that are not empty, by position: a map stands before the maps inside it.
  std::span<const Map> maps() const { return maps_; }

  std::span<const Pair> pairs(const Map& map) const { return {pairs_.data() + map.first, map.count}; }

  /// The bytes of a map's i-th key and value. `term` is what build was given.
  Bytes key(Bytes term, const Map& map, std::size_t i) const;
  Bytes value(Bytes term, const Map& map, std::size_t i) const;

  /// The map whose tag byte stands at `at`. Requires: there is one, and it is not empty.
  const Map& map_at(std::size_t at) const;

 private:
  struct Frame {
    std::size_t map;
    std::size_t pair;        ///< of which the key or the value starts next
    std::uint64_t children;  ///< keys and values that have not started yet
    std::uint64_t
        next_event;  ///< the count of pending terms at which the next of them starts, or the map ends
  };
  static constexpr std::uint64_t kNever = ~std::uint64_t{0};
  void note(Frame& top, std::size_t at);

  std::vector<Map> maps_;
  std::vector<Pair> pairs_;
  std::vector<Frame> open_;
};

}  // namespace cxdump::etf
