#pragma once

#include <cstddef>
#include <deque>
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

/// What is made one after the other, by one thread at a time, and some of it ahead of who takes it. `make` is
/// the caller's: it refills an item that may have been used before.
/// Threads: make_ahead from any; take_or and give_back from one at a time, beside it.
template <typename Item>
class Ahead {
 public:
  explicit Ahead(std::size_t most) : most_(most) {}

  /// Makes the next item and keeps it, unless enough are kept. `make(item)` false: it was the last.
  template <typename Make>
  void make_ahead(Make&& make) {
    const std::lock_guard making(making_);
    if (ended_ || kept() >= most_) return;
    Item item = spare();
    ended_ = !make(item);
    const std::lock_guard lock(mutex_);
    ready_.push_back(std::move(item));
  }

  /// The next item: the oldest that is kept, put into `item` (true), or else what `read` reads while nothing
  /// is made ahead (false). `read()` false: nothing more is to be made ahead.
  template <typename Read>
  bool take_or(Item& item, Read&& read) {
    if (take_kept(item)) return true;
    const std::lock_guard making(making_);
    if (take_kept(item)) return true;  // it was being made
    ended_ = !read() || ended_;
    return false;
  }

  /// What was taken, to be used again.
  void give_back(Item&& item) {
    const std::lock_guard lock(mutex_);
    if (spare_.size() < most_) spare_.push_back(std::move(item));
  }

 private:
  std::size_t kept() {
    const std::lock_guard lock(mutex_);
    return ready_.size();
  }
  Item spare() {
    const std::lock_guard lock(mutex_);
    if (spare_.empty()) return Item();
    Item item = std::move(spare_.back());
    spare_.pop_back();
    return item;
  }
  bool take_kept(Item& item) {
    const std::lock_guard lock(mutex_);
    if (ready_.empty()) return false;
    item = std::move(ready_.front());
    ready_.pop_front();
    return true;
  }

  const std::size_t most_;
  bool ended_ = false;
  std::mutex making_;
  std::mutex mutex_;  ///< of the two below
  std::deque<Item> ready_;
  std::vector<Item> spare_;
};

}  // namespace cxdump
