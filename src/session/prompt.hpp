#pragma once

#include <cstdio>
#include <string>

#include "session/run.hpp"

namespace cxdump::session {

/// The terminal that a prompt talks to, and where it remembers what was typed.
struct Terminal {
  std::FILE* in;
  std::FILE* out;
  std::FILE* err;
  std::string history;  ///< a file; empty: nothing is kept. One that cannot be written is told
};

/// Reads statements from a terminal and runs them, until the user leaves. Editing, history and completion by
/// libedit; a statement with open brackets goes on in the next line; Ctrl-C drops it; Ctrl-D, `exit` and
/// `quit` leave, after a question when there are changes that no dump has saved: there, Ctrl-D is yes only
/// when it is pressed again. Requires: LC_CTYPE is set,
/// so that libedit reads UTF-8. Threads: one prompt a process.
void run_prompt(Session& session, Runner& runner, const Terminal& terminal);

}  // namespace cxdump::session
