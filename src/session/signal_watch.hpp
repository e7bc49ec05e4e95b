#pragma once

#include <csignal>
#include <functional>
#include <initializer_list>
#include <thread>

namespace cxdump::session {

/// Waits in a thread of its own for one of these signals, and then runs a task there with all that a handler
/// may not do. Signals that are ignored stay so.
///
/// Threads: to be made before any other thread, which the signals must not reach; one a process.
class SignalWatch {
 public:
  SignalWatch(std::initializer_list<int> signals, std::function<void(int signal)> task);
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;
  ~SignalWatch();

 private:
  void run();

  sigset_t signals_;
  sigset_t before_;
  std::function<void(int)> task_;
  std::thread thread_;
};

}  // namespace cxdump::session
