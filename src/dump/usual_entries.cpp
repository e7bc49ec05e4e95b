#include "dump/usual_entries.hpp"

#include <algorithm>
#include <bit>

#include "dump/record_finder.hpp"

namespace cxdump::dump {

void UsualEntries::add(const Entry& entry, Container container) {
  key_tags_.set(entry.key[0]);
  ++sizes_[static_cast<std::size_t>(std::bit_width(entry.record.size()))];
  ++count_;
  largest_ = std::max(largest_, entry.record.size());
  if (container != Container::v2) return;
  ++seen_;
  if (!believable_times(entry)) ++odd_;
}

bool UsualEntries::is_usual_size(std::size_t size) const {
  const auto width = static_cast<std::size_t>(std::bit_width(size)) + 1;
  std::uint64_t smaller = 0;
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < sizes_.size(); ++i) {
    all += sizes_[i];
    if (i <= width) smaller += sizes_[i];
  }
  return all != 0 && 2 * smaller >= all;
}

}  // namespace cxdump::dump
