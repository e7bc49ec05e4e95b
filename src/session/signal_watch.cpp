#include "session/signal_watch.hpp"

#include <pthread.h>

#include <utility>

namespace cxdump::session {
namespace {

constexpr int kEnd = SIGUSR2;  // tells the thread alone that it is no longer wanted

bool is_ignored(int signal) {
  struct sigaction action {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

SignalWatch::SignalWatch(std::initializer_list<int> signals, std::function<void(int)> task)
    : task_(std::move(task)) {
  sigemptyset(&signals_);
  for (const int signal : signals) {
    if (!is_ignored(signal)) sigaddset(&signals_, signal);
  }
  sigaddset(&signals_, kEnd);
  pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  thread_ = std::thread([this] { run(); });
}

SignalWatch::~SignalWatch() {
  pthread_kill(thread_.native_handle(), kEnd);
  thread_.join();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void SignalWatch::run() {
  int signal = 0;
  while (sigwait(&signals_, &signal) != 0) {
  }
  if (signal != kEnd) task_(signal);
}

}  // namespace cxdump::session
