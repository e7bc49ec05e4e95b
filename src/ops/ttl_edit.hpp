#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cxdump/dump/entry.hpp"

namespace cxdump::ops {

/// Changes to the lifetimes of entries, in milliseconds.
struct TtlEdit {
  std::optional<std::int64_t> shift;          ///< added to every ttl there is
  std::optional<std::int64_t> set;            ///< every entry gets this ttl
  std::optional<std::int64_t> default_value;  ///< entries without a ttl get this

  bool changes_anything() const { return shift || set || default_value; }

  /// Changes a batch's entries. The new terms stand in the batch, whose entries have no records any more.
  void apply(dump::Batch& batch) const;
};

}  // namespace cxdump::ops
