#pragma once

#include <functional>

#include "cxdump/cache/snapshot.hpp"
#include "cxdump/dump/codec.hpp"

namespace cxdump::session {

/// A cache's snapshot as if it were read from a dump, for all that works on batches.
class SnapshotDecoder final : public dump::Decoder {
 public:
  /// Valid as long as the snapshot. Sorts it.
  explicit SnapshotDecoder(cache::Snapshot& snapshot, std::function<bool()> is_interrupted = nullptr)
      : snapshot_(snapshot), is_interrupted_(std::move(is_interrupted)) {
    snapshot.sort();
  }

  /// Throws: Interrupted.
  bool next(dump::Batch& batch) override;
  const dump::DataInfo& info() const override { return info_; }

 private:
  const cache::Snapshot& snapshot_;
  std::function<bool()> is_interrupted_;
  std::size_t next_ = 0;
  dump::DataInfo info_;
};

}  // namespace cxdump::session
