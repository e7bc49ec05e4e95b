#pragma once

#include <histedit.h>

#include <optional>
#include <string>

#include "session/completion.hpp"
#include "session/prompt.hpp"

namespace cxdump::session {

/// libedit behind a small interface: one line at a time. Threads: one editor a process.
class LineEditor {
 public:
  LineEditor(const Terminal& terminal, Session& session);
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;
  ~LineEditor();

  enum class Read { line, dropped, ended };
  /// Reads a line without its end into `line`; `before` are the lines of the statement that are there
  /// already. Dropped: Ctrl-C. Ended: Ctrl-D on an empty line, or no more input.
  Read read(const std::string& prompt, std::string_view before, std::string& line);

  /// Remembers a statement as it was typed, with its lines.
  void remember(const std::string& statement);

 private:
  void load_history();
  static LineEditor& of(EditLine* edit);
  static char* prompt_of(EditLine* edit);
  static unsigned char drop(EditLine* edit, int key);
  static unsigned char complete_here(EditLine* edit, int key);
  unsigned char insert(const Completion& completion, std::size_t cursor);

  Terminal terminal_;
  Session& session_;
  EditLine* edit_;
  History* history_;
  std::string prompt_;
  std::string before_;
  bool dropped_ = false;
};

}  // namespace cxdump::session
