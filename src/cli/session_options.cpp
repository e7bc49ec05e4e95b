#include "cli/session_options.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "cli/exit.hpp"
#include "cli/terminal.hpp"
#include "cxdump/io/file_source.hpp"
#include "cxdump/io/sink.hpp"
#include "session/prompt.hpp"

namespace cxdump::cli {
namespace {

constexpr int kMappedApart = 1 << 20;  // bytes

std::uint64_t random_seed() {
  std::random_device device;
  return std::uint64_t{device()} << 32 | device();
}

/// $XDG_STATE_HOME/cxdump/history; empty when there is no home.
std::string history_file() {
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state != nullptr && *state != 0) return fmt::format("{}/cxdump/history", state);
  const char* home = std::getenv("HOME");
  return home != nullptr && *home != 0 ? fmt::format("{}/.local/state/cxdump/history", home) : "";
}

/// Results go on to their reader. Throws: io::BrokenPipe, when there is none any more.
void flush_results() {
  if ((std::fflush(stdout) != 0 || std::ferror(stdout) != 0) && errno == EPIPE)
    throw io::BrokenPipe(Error(ErrorKind::system, "nobody reads the results"));
}

/// A script that may come from a program which waits for answers before it goes on.
class FlushingSource final : public io::Source {
 public:
  explicit FlushingSource(io::SourcePtr source) : source_(std::move(source)) {}

  std::size_t read(MutableBytes out) override {
    flush_results();
    return source_->read(out);
  }
  const std::string& name() const override { return source_->name(); }

 private:
  io::SourcePtr source_;
};

}  // namespace

void add_session_options(CLI::App& app, SessionOptions& options) {
  app.add_option("-e", options.calls, "Run this call, before a script; may be repeated")
      ->type_name("CALL")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
  using enum session::Rules;
  add_choice<session::Rules>(
      app, "--as", options.rules, {{"2.1", v2_1}, {"3.6", v3_6}, {"4.1", v4_1}}, "VERSION",
      "Treat lifetimes in files as this version of Cachex, and dump as it does: 2.1 (default), 3.6, 4.1");
  app.add_flag("--keep-going", options.keep_going,
               "Go on after a failed assertion or call; the exit status is still 1");
  app.add_flag("--transcript", options.transcript,
               "Print each answer with its call, as a script that can be run again");
}

SessionRun::SessionRun(const SessionOptions& options, const Context& context)
    : options_(options),
      context_(context),
      session_(world()),
      signals_(session_, context, prompts() ? SessionSignals::Mode::prompt : SessionSignals::Mode::script),
      runner_(session_, run_options()) {
  // What a cache held is mapped apart, however much there is of it, so that it goes back to the system.
  mallopt(M_MMAP_THRESHOLD, kMappedApart);
}

bool SessionRun::prompts() const {
  return options_.calls.empty() && !options_.script && isatty(STDIN_FILENO) != 0;
}

session::World SessionRun::world() {
  session::World world;
  world.clock = [this] { return context_.clock(); };
  world.note = [this](std::string_view text) {
    std::fflush(stdout);  // what came before it comes before it
    context_.report(Error(ErrorKind::no, std::string(text)));
  };
  world.print = [this](std::string_view text) {
    const bool is_written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (!is_written || prompted_) flush_results();
  };
  if (isatty(STDOUT_FILENO) != 0) world.columns = [] { return terminal_columns(STDOUT_FILENO); };
  world.is_interrupted = &SessionSignals::take_interrupt;
  world.seed = random_seed();
  world.threads = context_.threads;
  world.rules = options_.rules;
  return world;
}

session::RunOptions SessionRun::run_options() const {
  session::RunOptions run;
  if (options_.keep_going) run.on_failure = session::OnFailure::keep_going;
  if (options_.transcript) run.show = session::Show::transcript;
  if (context_.color_for(STDOUT_FILENO)) run.color = session::Color::ansi;
  return run;
}

bool SessionRun::run_script(const std::string& path) {
  FlushingSource source(io::open_input(path));
  return runner_.run(source, source.name());
}

void SessionRun::run_prompt() {
  if (std::setlocale(LC_CTYPE, "") == nullptr || MB_CUR_MAX == 1) std::setlocale(LC_CTYPE, "C.UTF-8");
  prompted_ = true;
  fmt::print("cxdump session; `help` shows what there is, Ctrl-D leaves\n");
  const std::string history = history_file();
  if (history.empty()) context_.note("the history cannot be kept: neither XDG_STATE_HOME nor HOME is set");
  session::run_prompt(session_, runner_, {stdin, stdout, stderr, history});
}

int SessionRun::run() {
  bool good = true;
  try {
    good = run_all();
  } catch (const io::BrokenPipe&) {
    (void)session_.unsaved();  // background dumps catch up
    throw;
  }
  if (prompts()) return status(good);
  if (const auto unsaved = session_.unsaved(); !unsaved.empty()) {
    std::fflush(stdout);
    context_.note(session::unsaved_remark(unsaved));
  }
  return status(good);
}

bool SessionRun::run_all() {
  bool good = true;
  const auto goes_on = [&] { return !session_.is_leaving() && (good || options_.keep_going); };
  for (std::size_t i = 0; i < options_.calls.size() && goes_on(); ++i) {
    const std::string name = options_.calls.size() == 1 ? "-e" : fmt::format("-e #{}", i + 1);
    good = runner_.run(options_.calls[i], name) && good;
  }
  const bool only_calls = !options_.calls.empty() && !options_.script;
  if (only_calls || !goes_on()) return good;
  if (!prompts()) return run_script(options_.script.value_or("-")) && good;
  run_prompt();
  return good;
}

/// What cannot be written is 4, also when it was to be written in the background.
int SessionRun::status(bool good) {
  if (!good) return kNo;
  return session_.lacks_dump() ? static_cast<int>(ErrorKind::system) : kDone;
}

}  // namespace cxdump::cli
