#pragma once

#include <csignal>
#include <optional>

#include "cli/context.hpp"
#include "session/session.hpp"
#include "session/signal_watch.hpp"

namespace cxdump::cli {

/// What signals mean while a session runs. At a prompt Ctrl-C ends the call that runs, and the program when
/// it is pressed again before that has happened. What ends the program lets background dumps catch up first,
/// and tells what is lost.
class SessionSignals {
 public:
  enum class Mode { script, prompt };

  SessionSignals(session::Session& session, const Context& context, Mode mode);
  SessionSignals(const SessionSignals&) = delete;
  SessionSignals& operator=(const SessionSignals&) = delete;
  ~SessionSignals();

  /// For World::is_interrupted.
  static bool take_interrupt();

 private:
  session::SignalWatch watch_;
  std::optional<struct sigaction> before_;  ///< of Ctrl-C
};

}  // namespace cxdump::cli
