#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cxdump/base/buffer.hpp"
#include "cxdump/base/bytes.hpp"
#include "cxdump/dump/container.hpp"

namespace cxdump::dump {

/// One entry of a cache, as it stands in a dump: views of ETF bytes (without 131).
/// Valid as long as its Batch holds them.
struct Entry {
  Bytes key;
  Bytes value;
  Bytes touched;      ///< v4: `modified`. Milliseconds since the epoch, in a sound file an integer
  Bytes ttl;          ///< v4: `expiration`. Milliseconds from touched on, or the atom nil
  Bytes record = {};  ///< the whole entry, a tuple, as it stood
  std::uint64_t at =
      0;  ///< where the record starts, in bytes of the uncompressed data (131 is byte 0 of a list)
  std::uint64_t number = 0;  ///< of the entry in its dump, counted from 1
  bool is_valid = false;     ///< etf::Validator takes the record; false: not known
};

/// A whole term that stands where an entry, or the end of the list, should. What a Cachex does with it
/// depends on its version. Valid as long as its Batch holds it.
struct StrayTerm {
  enum class Place : std::uint8_t {
    element,  ///< among the entries
    tail,     ///< the list ends in it, and not in []
    whole,    ///< it is all there is, and no list
  };
  Bytes term;
  std::uint64_t at = 0;    ///< as Entry::at
  std::size_t before = 0;  ///< how many of the batch's entries stand before it
  Place place = Place::element;
};

/// Whole entries in file order and the memory they stand in.
/// Ownership: owns the bytes that its entries view. Reused: clear() keeps the memory.
class Batch {
 public:
  std::vector<Entry> entries;
  std::vector<StrayTerm> strays;  ///< only when DecodeOptions asks for them
  Buffer input;                   ///< the window of the data that the entries were cut from
  std::vector<Buffer> inflated;   ///< v4 only: records that stood compressed in their frame
  std::optional<Container>
      container;  ///< whose records the entries have; nothing: they have only their four terms
  std::uint64_t first_number =
      0;  ///< how many entries came before this batch; entries[0] has this number + 1

  void clear() {
    entries.clear();
    strays.clear();
    inflated.clear();
  }
};

}  // namespace cxdump::dump
