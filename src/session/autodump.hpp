#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace cxdump::session {

/// Runs something every so often in a thread of its own, and never twice at once, until it is destroyed; that
/// waits for a run under way.
class Autodump {
 public:
  Autodump(std::chrono::milliseconds every, std::function<void()> dump);
  ~Autodump();

  /// Runs the task in the caller's thread.
  void dump_now();
  /// Ends the thread and runs its task for a last time in the caller's.
  void finish();

 private:
  void run();
  void stop();

  std::chrono::milliseconds every_;
  std::function<void()> dump_;
  std::mutex dumping_;
  std::mutex mutex_;  ///< of stopped_
  std::condition_variable woken_;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace cxdump::session
