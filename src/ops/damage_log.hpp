#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cxdump/dump/recovery.hpp"

namespace cxdump::ops {

/// Damages met on a way through a file: the first of them, and figures of all.
class DamageLog {
 public:
  static constexpr std::size_t kMostListed = 1000;

  void add(const dump::Damage& damage);

  const std::vector<dump::Damage>& listed() const { return listed_; }
  std::uint64_t total() const { return total_; }
  std::uint64_t lost_bytes() const { return lost_bytes_; }
  bool lost_something() const { return lost_; }

 private:
  std::vector<dump::Damage> listed_;
  std::uint64_t total_ = 0;
  std::uint64_t lost_bytes_ = 0;
  bool lost_ = false;
};

/// A damage in a sentence: what is lost, where, and why.
std::string sentence(const dump::Damage& damage);

/// "nothing", "bytes", "unknown".
std::string_view name(dump::Damage::Loss loss);

}  // namespace cxdump::ops
