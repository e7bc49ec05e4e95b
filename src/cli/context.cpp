#include "cli/context.hpp"

#include <fmt/format.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "cli/terminal.hpp"
#include "cxdump/base/columns.hpp"
#include "cxdump/base/one_line.hpp"
#include "cxdump/io/file_source.hpp"

namespace cxdump::cli {
namespace {

/// The processors that this process may use, which a container may have limited.
int usable_processors() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  return std::max(1, CPU_COUNT(&set));
}

}  // namespace

void say(const std::string& text) { std::fputs(text.c_str(), stderr); }

Context::Context() : threads(usable_processors()) {}

std::int64_t Context::clock() const {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

bool Context::color_for(int fd) const {
  switch (color) {
    case When::always:
      return true;
    case When::never:
      return false;
    case When::automatic:
      break;
  }
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  if (no_color != nullptr && *no_color != 0) return false;
  if (terminal != nullptr && std::string_view(terminal) == "dumb") return false;
  return isatty(fd) != 0;
}

bool Context::shows_progress() const {
  if (quiet || progress == When::never) return false;
  const char* terminal = std::getenv("TERM");
  const bool is_dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
  return progress == When::always || (isatty(STDERR_FILENO) != 0 && !is_dumb);
}

void Context::begin() {
  if (shows_progress()) bar_.enable(terminal_columns(STDERR_FILENO));
}

io::SourcePtr Context::open(const std::string& path) const {
  return bar_.watch(io::open_input(path), io::input_size(path));
}

io::Rereadable Context::reopenable(const std::string& path) const {
  if (!io::input_size(path)) return io::Rereadable(path);
  return {path, [this, path] { return open(path); }};
}

void Context::report(const Error& error) const {
  constexpr std::size_t most = 2000;  // columns: keys and arguments may be of any size
  const std::string text = cut_to_columns(one_line(error.message()), most);
  clear_progress();
  const bool is_red = color_for(STDERR_FILENO);
  say(fmt::format("cxdump: {}{}{}\n", is_red ? "\x1b[31m" : "", text, is_red ? "\x1b[0m" : ""));
}

void Context::note(std::string_view text) const {
  if (quiet) return;
  clear_progress();
  say(fmt::format("cxdump: {}\n", one_line(text)));
}

}  // namespace cxdump::cli
