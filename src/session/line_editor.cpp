#include "session/line_editor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "cxdump/base/error.hpp"

namespace cxdump::session {
namespace {

constexpr int kHistoryLines = 1000;
constexpr std::size_t kUsualColumns = 80;

/// Opens a history to be written, and makes it and its folder where there is none. Not blocking: it may be a
/// pipe. Throws: Error `system`.
void try_history(const std::string& path) {
  std::error_code failed;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), failed);
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600);
  if (file < 0) throw system_error("the history cannot be kept", errno).in(path);
  close(file);
}

}  // namespace

LineEditor::LineEditor(const Terminal& terminal, Session& session)
    : terminal_(terminal),
      session_(session),
      edit_(el_init("cxdump", terminal.in, terminal.out, terminal.err)),
      history_(history_init()) {
  HistEvent event;
  history(history_, &event, H_SETSIZE, kHistoryLines);
  history(history_, &event, H_SETUNIQUE, 1);
  load_history();
  el_set(edit_, EL_CLIENTDATA, this);
  el_set(edit_, EL_PROMPT, &LineEditor::prompt_of);
  el_set(edit_, EL_EDITOR, "emacs");
  el_set(edit_, EL_HIST, history, history_);
  el_set(edit_, EL_ADDFN, "cxdump-complete", "Complete the word", &LineEditor::complete_here);
  el_set(edit_, EL_BIND, "^I", "cxdump-complete", nullptr);
  // Ctrl-C is a key while a line is edited; while a call runs it interrupts, as ever.
  el_set(edit_, EL_ADDFN, "cxdump-drop", "Drop the line", &LineEditor::drop);
  el_set(edit_, EL_SETTY, "-d", "-isig", nullptr);
  el_set(edit_, EL_BIND, "^C", "cxdump-drop", nullptr);
  el_set(edit_, EL_BIND, "^R", "em-inc-search-prev", nullptr);
}

LineEditor::~LineEditor() {
  if (!terminal_.history.empty()) {
    HistEvent event;
    history(history_, &event, H_SAVE, terminal_.history.c_str());
  }
  history_end(history_);
  el_end(edit_);
}

// One that cannot be written is told now, while there is somebody to read it, and read all the same.
void LineEditor::load_history() {
  if (terminal_.history.empty()) return;
  HistEvent event;
  history(history_, &event, H_LOAD, terminal_.history.c_str());
  try {
    try_history(terminal_.history);
  } catch (const Error& error) {
    session_.world().note(error.message());
    terminal_.history.clear();
  }
}

LineEditor::Read LineEditor::read(const std::string& prompt, std::string_view before, std::string& line) {
  prompt_ = prompt;
  before_ = before;
  dropped_ = false;
  int length = 0;
  const char* typed = el_gets(edit_, &length);
  if (dropped_) return Read::dropped;
  if (typed == nullptr || length <= 0) return Read::ended;
  line.assign(typed, static_cast<std::size_t>(length));
  if (line.ends_with('\n')) line.pop_back();
  return Read::line;
}

void LineEditor::remember(const std::string& statement) {
  HistEvent event;
  history(history_, &event, H_ENTER, statement.c_str());
}

LineEditor& LineEditor::of(EditLine* edit) {
  void* self = nullptr;
  el_get(edit, EL_CLIENTDATA, &self);
  return *static_cast<LineEditor*>(self);
}

char* LineEditor::prompt_of(EditLine* edit) { return of(edit).prompt_.data(); }

unsigned char LineEditor::drop(EditLine* edit, int) {
  LineEditor& self = of(edit);
  self.dropped_ = true;
  self.session_.world().print("^C\n");
  return CC_NEWLINE;
}

unsigned char LineEditor::complete_here(EditLine* edit, int) {
  LineEditor& self = of(edit);
  const LineInfo* info = el_line(edit);
  const auto cursor = static_cast<std::size_t>(info->cursor - info->buffer);
  const std::string text = self.before_ + std::string(info->buffer, cursor);
  return self.insert(complete(text, self.session_), text.size());
}

unsigned char LineEditor::insert(const Completion& completion, std::size_t cursor) {
  if (completion.candidates.empty()) return CC_REFRESH_BEEP;
  const std::size_t typed = cursor - completion.begin;
  if (completion.common.size() > typed) {
    el_insertstr(edit_, completion.common.c_str() + typed);
    return CC_REFRESH;
  }
  const World& world = session_.world();
  world.print("\n" + listed(completion, world.columns_or(kUsualColumns)));
  return CC_REDISPLAY;
}

}  // namespace cxdump::session
