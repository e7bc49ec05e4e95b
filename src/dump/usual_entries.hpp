#pragma once

#include <array>
#include <bitset>
#include <cstdint>

#include "cxdump/dump/container.hpp"
#include "cxdump/dump/entry.hpp"

namespace cxdump::dump {

/// What the entries of a list are like, by which others are told from parts of values.
class UsualEntries {
 public:
  void add(const Entry& entry, Container container);

  std::uint64_t count() const { return count_; }
  /// Their most bytes.
  std::size_t largest() const { return largest_; }

  /// Whether there were any of v2.
  bool has_times() const { return seen_ != 0; }
  /// Whether in v2 times that are not believable speak against a record: not where most are like that.
  bool may_be_odd() const { return seen_ == 0 ? unknown_may_be_odd_ : 2 * odd_ >= seen_; }
  /// What is so as long as nothing was added.
  void refuse_odd() { unknown_may_be_odd_ = false; }

  bool has_key_tag(std::uint8_t tag) const { return key_tags_[tag]; }

  /// Whether half of them take at most twice `size` bytes: parts of values are smaller.
  bool is_usual_size(std::size_t size) const;

 private:
  std::uint64_t count_ = 0;
  std::size_t largest_ = 0;
  std::uint64_t seen_ = 0;
  std::uint64_t odd_ = 0;
  bool unknown_may_be_odd_ = true;
  std::array<std::uint64_t, 65> sizes_{};  ///< by how many bits they take
  std::bitset<256> key_tags_;
};

}  // namespace cxdump::dump
