#include "session/prompt.hpp"

#include <fmt/format.h>

#include <utility>

#include "session/line_editor.hpp"
#include "session/script.hpp"

namespace cxdump::session {
namespace {

/// Whether more lines must come before the statements in `text` can be run.
bool is_incomplete(std::string_view text) {
  Script script(text);
  while (script.next()) {
  }
  return script.incomplete();
}

class Prompt {
 public:
  Prompt(Session& session, Runner& runner, const Terminal& terminal)
      : session_(session), runner_(runner), editor_(terminal, session) {}

  void run() {
    while (true) {
      switch (read_statement()) {
        case LineEditor::Read::line:
          has_ended_ = false;
          forget_interrupts();
          runner_.run(statement_, "");
          break;
        case LineEditor::Read::dropped:
          break;
        case LineEditor::Read::ended:
          session_.world().print("\n");
          session_.leave();
      }
      if (session_.is_leaving() && may_leave()) return;
      session_.stay();
    }
  }

 private:
  /// Those that a call before has not seen.
  void forget_interrupts() {
    const World& world = session_.world();
    if (world.is_interrupted) (void)world.is_interrupted();
  }

  LineEditor::Read read_statement() {
    statement_.clear();
    const std::string name = session_.current_name();
    std::string prompt = fmt::format("{}> ", name);
    std::string line;
    do {
      if (!statement_.empty()) statement_ += '\n';
      const LineEditor::Read read = editor_.read(prompt, statement_, line);
      if (read != LineEditor::Read::line) return read;
      statement_ += line;
      prompt = std::string(name.size() - std::min<std::size_t>(name.size(), 3), ' ') + "...> ";
    } while (is_incomplete(statement_));
    if (!statement_.empty()) editor_.remember(statement_);
    return LineEditor::Read::line;
  }

  bool may_leave() {
    const std::vector<std::string> unsaved = session_.unsaved();
    if (unsaved.empty()) return true;
    std::string line;
    switch (editor_.read(unsaved_remark(unsaved) + ". Leave? [y/N] ", "", line)) {
      case LineEditor::Read::line:
        return line == "y" || line == "Y" || line == "yes";
      case LineEditor::Read::dropped:
        return false;
      case LineEditor::Read::ended:
        return leaves_at_end();
    }
    return true;
  }

  /// Ctrl-D at the question is no answer the first time, as it may have been pressed twice by habit. Where no
  /// more input can come it must be one.
  bool leaves_at_end() {
    const bool again = std::exchange(has_ended_, true);
    session_.world().print(again ? "\n" : "\nStayed; y leaves, and so does Ctrl-D twice more.\n");
    return again;
  }

  Session& session_;
  Runner& runner_;
  LineEditor editor_;
  std::string statement_;
  bool has_ended_ = false;  ///< the question was answered with Ctrl-D, and nothing was typed since
};

}  // namespace

void run_prompt(Session& session, Runner& runner, const Terminal& terminal) {
  Prompt(session, runner, terminal).run();
}

}  // namespace cxdump::session
