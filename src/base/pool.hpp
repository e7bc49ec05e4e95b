#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace cxdump {

/// A fixed set of slots that are made once and reused: their buffers keep the memory they have grown to.
/// Threads: any thread may take and give back.
template <typename Slot>
class Pool {
 public:
  explicit Pool(std::size_t slots) {
    for (std::size_t i = 0; i < slots; ++i) all_.push_back(std::make_unique<Slot>());
    for (auto& slot : all_) free_.push_back(slot.get());
  }

  /// Requires: fewer slots are out than there are. The pipeline's bound on batches under way sees to it.
  Slot* take() {
    const std::lock_guard lock(mutex_);
    Slot* slot = free_.back();
    free_.pop_back();
    return slot;
  }

  void give_back(Slot* slot) {
    const std::lock_guard lock(mutex_);
    free_.push_back(slot);
  }

 private:
  std::vector<std::unique_ptr<Slot>> all_;
  std::vector<Slot*> free_;
  std::mutex mutex_;
};

}  // namespace cxdump
