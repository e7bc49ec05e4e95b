#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/plain_vector.hpp"
#include "cxdump/base/status.hpp"

namespace cxdump::etf {

/// Where the maps of one term stand, and in each map its keys and values: what a printer, a sorter or a
/// search for duplicate keys must know of a map before it reads on. One pass over the term, whatever its
/// depth; looking ahead at each map by itself would be quadratic in nested ones.
///
/// Offsets count from the start of the term. Memory is reused from term to term: 16 bytes a map, 16 more
/// while it is open, and 8 a pair. Threads: one outline, one thread.
class Outline {
 public:
  /// Offsets take 32 bits, as the VM counts the parts of a term in 32 bits.
  static constexpr std::size_t kMostBytes = 0xFFFF'FFFF;

  struct Pair {
    std::uint32_t key;    ///< where the key starts
    std::uint32_t value;  ///< where the value starts, which is where the key ends
  };
  struct Map {
    std::uint32_t at;     ///< its tag byte
    std::uint32_t end;    ///< behind its last value
    std::uint32_t first;  ///< its first pair
    std::uint32_t count;
  };

  /// Reads `term` (without 131). Not ok: as Cursor::skip fails, which a term that was cut from a dump never
  /// does; `term_too_large` above kMostBytes.
  Status build(Bytes term);

  /// Gives back what memory only a large term needs. The outline is gone.
  void trim() {
    maps_.trim();
    pairs_.trim();
    open_.trim();
  }

  /// All maps that are not empty, by position: a map stands before the maps inside it.
  std::span<const Map> maps() const { return {maps_.data(), maps_.size()}; }

  std::span<const Pair> pairs(const Map& map) const { return {pairs_.data() + map.first, map.count}; }

  /// The pairs of all maps, a map's from Map::first on.
  std::span<const Pair> pairs() const { return {pairs_.data(), pairs_.size()}; }

  /// The bytes of a map's i-th key and value. `term` is what build was given.
  Bytes key(Bytes term, const Map& map, std::size_t i) const;
  Bytes value(Bytes term, const Map& map, std::size_t i) const;

  /// The map whose tag byte stands at `at`. Requires: there is one, and it is not empty.
  const Map& map_at(std::size_t at) const;

  /// A map's number among maps(), for those who keep many: it is half a pointer.
  std::uint32_t number(const Map& map) const { return static_cast<std::uint32_t>(&map - maps_.data()); }

 private:
  struct Frame {
    std::uint32_t map;
    std::uint32_t pair;      ///< of which the key or the value starts next
    std::uint32_t children;  ///< keys and values that have not started yet
    std::uint32_t
        next_event;  ///< the count of pending terms at which the next of them starts, or the map ends
  };
  static constexpr std::uint32_t kNever = 0xFFFF'FFFF;
  void note(Frame& top, std::uint32_t at);

  PlainVector<Map> maps_;
  PlainVector<Pair> pairs_;
  PlainVector<Frame> open_;
};

}  // namespace cxdump::etf
