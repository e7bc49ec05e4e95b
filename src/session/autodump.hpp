#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace cxdump::session {

/// Runs a task every so often in a thread of its own, and never twice at once, until it is destroyed; that
/// waits for a run under way. The task returns whether all is dumped that there is.
class Autodump {
 public:
  Autodump(std::chrono::milliseconds every, std::function<bool()> dump);
  ~Autodump();

  /// Runs the task in the caller's thread.
  bool dump_now();
  /// Ends the thread and runs its task for a last time in the caller's.
  bool finish();

 private:
  void run();
  void stop();

  std::chrono::milliseconds every_;
  std::function<bool()> dump_;
  std::mutex dumping_;
  std::mutex mutex_;  ///< of stopped_
  std::condition_variable woken_;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace cxdump::session
