#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/session_signals.hpp"
#include "session/run.hpp"
#include "session/session.hpp"

namespace cxdump::cli {

/// What load and session have in common: the calls to run and how.
struct SessionOptions {
  std::vector<std::string> calls;     ///< -e, in their order
  std::optional<std::string> script;  ///< a path, "-" for standard input
  session::Rules rules = session::Rules::v2_1;
  bool keep_going = false;
  bool transcript = false;
};

/// -e, --as, --keep-going, --transcript.
void add_session_options(CLI::App& app, SessionOptions& options);

/// A session, the user's terminal or script, and their end. Prints on standard output.
class SessionRun {
 public:
  SessionRun(const SessionOptions& options, const Context& context);

  session::Session& session() { return session_; }

  /// Runs the calls, then the script; when there is neither, a prompt on a terminal and standard input
  /// otherwise. Returns the exit status. Throws: io::BrokenPipe, when the reader of the results has gone.
  int run();

 private:
  bool prompts() const;
  bool run_all();
  session::World world();
  session::RunOptions run_options() const;
  bool run_script(const std::string& path);
  void run_prompt();
  int status(bool good);

  const SessionOptions& options_;
  const Context& context_;
  bool prompted_ = false;
  session::Session session_;
  SessionSignals signals_;
  session::Runner runner_;
};

}  // namespace cxdump::cli
