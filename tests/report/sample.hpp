// Entries made by hand for the tests of figures and of what is drawn from them.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "cxdump/dump/entry.hpp"

namespace cxdump::test {

// Terms without 131.
std::string binary(std::string_view text);
std::string atom(std::string_view name);        // SMALL_ATOM_UTF8_EXT
std::string millis(std::int64_t milliseconds);  // SMALL_BIG_EXT, as Cachex writes times
std::string pair(const std::string& first, const std::string& second);

// Owns the bytes of records {key, touched, ttl, value} that lie one behind the other from byte 6 on.
class Sample {
 public:
  void add(const std::string& key, const std::string& touched, const std::string& ttl,
           const std::string& value);
  const std::vector<dump::Entry>& entries() const { return entries_; }

 private:
  std::deque<std::string> records_;
  std::vector<dump::Entry> entries_;
  std::uint64_t next_ = 6;
};

// `count` entries with keys, sizes and times of many sorts, the same for the same seed.
Sample random_sample(std::size_t count, std::uint32_t seed);

}  // namespace cxdump::test
