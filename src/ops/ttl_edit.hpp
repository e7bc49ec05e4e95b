#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cxdump/dump/entry.hpp"

namespace cxdump::ops {

/// Changes to the lifetimes of entries, in milliseconds.
struct TtlEdit {
  std::optional<std::int64_t> shift;  ///< added to every ttl that is a number, of whatever size or kind
  std::optional<std::int64_t> set;    ///< every entry gets this ttl
  std::optional<std::int64_t> default_value;  ///< entries without a ttl get this

  bool changes_anything() const { return shift || set || default_value; }

  /// Changes a batch's entries. The new terms stand in the batch, whose entries have no records any more.
  /// Returns: how many keep a ttl that should have been shifted, because it is no number or its sum none.
  std::uint64_t apply(dump::Batch& batch) const;
};

}  // namespace cxdump::ops
