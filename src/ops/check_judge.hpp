#pragma once

#include <cstdint>
#include <vector>

#include "ops/check.hpp"
#include "ops/element_pass.hpp"

namespace cxdump::ops {

/// What rules are held against.
struct Figures {
  std::uint64_t entries = 0;
  std::uint64_t expired = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t data_bytes = 0;
  std::uint64_t file_bytes = 0;
  std::uint64_t largest_entry = 0;
  std::uint64_t largest_number = 0;
  std::uint64_t largest_at = 0;
  Survey survey;

  void see(const SeenBatch& batch);
};

/// Adds a finding for each rule, with its figure: Severity::rule when it is broken, else info; known_atoms
/// has one for each atom that is not known.
void judge(const CheckRules& rules, const Figures& figures, std::vector<Finding>& findings);

}  // namespace cxdump::ops
