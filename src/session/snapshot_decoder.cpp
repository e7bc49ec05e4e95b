#include "session/snapshot_decoder.hpp"

#include "session/interrupt.hpp"

namespace cxdump::session {
namespace {

constexpr std::size_t kBatchBytes = std::size_t{1} << 20;

}  // namespace

bool SnapshotDecoder::next(dump::Batch& batch) {
  check_interrupt(is_interrupted_);
  batch.clear();
  if (next_ == snapshot_.size()) return false;
  batch.first_number = next_;
  batch.container = snapshot_.shape(next_);
  for (std::size_t bytes = 0; next_ < snapshot_.size() && bytes < kBatchBytes; ++next_) {
    if (snapshot_.shape(next_) != batch.container) break;
    batch.entries.push_back(snapshot_[next_]);
    batch.entries.back().number = next_ + 1;
    bytes += batch.entries.back().record.size();
  }
  info_.entries = next_;
  return true;
}

}  // namespace cxdump::session
