#pragma once

#include <cstdint>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/dump/entry.hpp"
#include "cxdump/etf/key_hash.hpp"

namespace cxdump::ops {

/// How an element's `touched` and ttl stand to the time of the check.
enum class Standing : std::uint8_t {
  lasting,      ///< no ttl
  live,         ///< touched + ttl > now
  edge,         ///< touched + ttl = now: reads find it, `count` does not
  expired,      ///< touched + ttl < now
  not_numbers,  ///< a ttl, but the two cannot be added
};

Standing standing_of(Bytes touched, Bytes ttl, std::int64_t now);

/// An element of the list, or what a frame holds, as the rules of the versions look at it. Small: made by any
/// thread, and counted in file order.
struct Element {
  enum class Shape : std::uint8_t {
    record4,  ///< {key, touched, ttl, value}, or any tuple of 4
    record5,  ///< {:entry, ...}
    tuple5,   ///< a tuple of 5 with another first element
    tuple,    ///< of another size, two or more
    single,   ///< {x}
    other,    ///< {} or no tuple
  };
  etf::Hash128 first{};   ///< of the first element, where it was asked for
  etf::Hash128 second{};  ///< of the second
  std::uint64_t at = 0;
  std::uint64_t end = 0;  ///< where it ends, if it did not stand compressed
  Shape shape = Shape::other;
  Standing standing = Standing::lasting;  ///< tuples of 4 and 5
  dump::StrayTerm::Place place = dump::StrayTerm::Place::element;
  bool is_entry = false;   ///< of the file's container
  bool float_ttl = false;  ///< which Cachex 3.1 and later lose
};

/// Which hashes an Observer makes.
struct WantedKeys {
  bool first = false;
  bool second = false;
};

/// Looks at elements. Threads: one observer, one thread.
class Observer {
 public:
  Element look_at(const dump::Entry& entry, WantedKeys wanted, std::int64_t now, std::uint64_t seed);
  Element look_at(const dump::StrayTerm& stray, WantedKeys wanted, std::int64_t now, std::uint64_t seed);

 private:
  etf::Canonical canonical_;
};

}  // namespace cxdump::ops
