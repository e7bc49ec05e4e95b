#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "cxdump/dump/entry.hpp"

namespace cxdump::report {

/// Terms that mean nothing, or something else, in another VM than the one that wrote them.
enum class UnsafeTerm : std::uint8_t { function, external_function, pid, port, reference };
inline constexpr std::size_t kUnsafeTerms = 5;

/// "function", … as the JSON report names them.
std::string_view name(UnsafeTerm term);
/// "local functions", … for people.
std::string_view plural_label(UnsafeTerm term);

/// How many of them keys and values hold, at any depth.
struct UnsafeTerms {
  std::array<std::uint64_t, kUnsafeTerms> counts{};
  std::uint64_t entries = 0;               ///< that hold at least one
  std::uint64_t first_entry = UINT64_MAX;  ///< the number of the first of them

  /// Walks all of the entry's key and value, which the other figures of a report do not need.
  void add(const dump::Entry& entry);
  void merge(const UnsafeTerms& other);
};

}  // namespace cxdump::report
