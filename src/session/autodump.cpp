#include "session/autodump.hpp"

#include <utility>

namespace cxdump::session {

Autodump::Autodump(std::chrono::milliseconds every, std::function<bool()> dump)
    : every_(every), dump_(std::move(dump)), thread_([this] { run(); }) {}

Autodump::~Autodump() { stop(); }

bool Autodump::dump_now() {
  const std::lock_guard lock(dumping_);
  return dump_();
}

bool Autodump::finish() {
  stop();
  return dump_now();
}

void Autodump::stop() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  woken_.notify_one();
  thread_.join();
}

void Autodump::run() {
  std::unique_lock lock(mutex_);
  while (!woken_.wait_for(lock, every_, [this] { return stopped_; })) {
    lock.unlock();
    dump_now();
    lock.lock();
  }
}

}  // namespace cxdump::session
