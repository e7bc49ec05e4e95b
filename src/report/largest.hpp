#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cxdump/dump/entry.hpp"

namespace cxdump::report {

/// The N largest entries, of equals the first in the file. Keys are copied of those alone.
class Largest {
 public:
  struct Item {
    std::uint64_t bytes;   ///< of the entry as it stands in the dump
    std::uint64_t number;  ///< counted from 1
    std::uint64_t at;      ///< in bytes of the uncompressed data
    std::uint64_t key_bytes;
    std::string key;  ///< the key's ETF; empty when it has more than kMaxKey bytes
  };

  /// Keys that are larger are not kept: N of them could take any amount of memory.
  static constexpr std::size_t kMaxKey = 4096;

  /// Forgets all and keeps `limit` from now on.
  void reset(std::size_t limit);

  void add(const dump::Entry& entry) {
    if (entry.record.size() >= threshold_) consider(entry);
  }
  void merge(const Largest& other);

  /// From the largest on.
  std::vector<Item> sorted() const;

 private:
  void consider(const dump::Entry& entry);
  bool has_room_for(std::uint64_t bytes, std::uint64_t number);
  void push(Item item);

  std::vector<Item> heap_;  ///< the first one is the next to go
  std::size_t limit_ = 0;
  std::uint64_t threshold_ = UINT64_MAX;  ///< smaller entries have no chance
};

}  // namespace cxdump::report
