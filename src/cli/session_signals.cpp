#include "cli/session_signals.hpp"

#include <unistd.h>

#include "cli/exit.hpp"
#include "cxdump/io/output.hpp"
#include "session/run.hpp"

namespace cxdump::cli {
namespace {

constexpr unsigned kPatience = 10;  // seconds, for a call that does not end and for the last dumps

volatile std::sig_atomic_t interrupted = 0;
volatile std::sig_atomic_t ending = 0;  // the signal that ends the program

[[noreturn]] void stop(int status) {
  io::remove_temporaries();
  _exit(status);
}

extern "C" void interrupt_call(int) {
  if (interrupted != 0) stop(kInterrupted);
  interrupted = 1;
}

extern "C" void stop_at_once(int) { stop(128 + ending); }

void end_session(session::Session& session, const Context& context, int signal) {
  ending = signal;
  std::signal(SIGALRM, stop_at_once);
  alarm(kPatience);
  if (const auto unsaved = session.end(); !unsaved.empty()) context.note(session::unsaved_remark(unsaved));
  stop(128 + signal);
}

}  // namespace

SessionSignals::SessionSignals(session::Session& session, const Context& context, Mode mode)
    : watch_(mode == Mode::prompt ? std::initializer_list<int>{SIGTERM, SIGHUP}
                                  : std::initializer_list<int>{SIGTERM, SIGHUP, SIGINT},
             [&](int signal) { end_session(session, context, signal); }) {
  if (mode != Mode::prompt) return;
  struct sigaction action {};
  action.sa_handler = interrupt_call;
  action.sa_flags = SA_RESTART;
  before_.emplace();
  sigaction(SIGINT, &action, &*before_);
}

SessionSignals::~SessionSignals() {
  if (before_) sigaction(SIGINT, &*before_, nullptr);
}

bool SessionSignals::take_interrupt() {
  const bool asked_for = interrupted != 0 || ending != 0;
  interrupted = 0;
  return asked_for;
}

}  // namespace cxdump::cli
