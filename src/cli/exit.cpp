#include "cli/exit.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/Error.hpp>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <new>
#include <sstream>

#include "base/nearest.hpp"
#include "cxdump/base/one_line.hpp"
#include "cxdump/io/output.hpp"

namespace cxdump::cli {
namespace {

constexpr int kNoCommand = static_cast<int>(CLI::ExitCodes::RequiredError);
constexpr int kMismatch = static_cast<int>(CLI::ExitCodes::ArgumentMismatch);
constexpr int kExtras = static_cast<int>(CLI::ExitCodes::ExtrasError);

extern "C" void stop_on_signal(int signal) {
  io::remove_temporaries();
  _exit(128 + signal);
}

/// The first argument that is no option, nor the value of one that may stand before the command.
std::string_view typed_command(const std::vector<std::string>& arguments) {
  bool is_value = false;
  for (const std::string_view argument : arguments) {
    if (!is_value && !argument.starts_with('-')) return argument;
    is_value = argument == "--threads" || argument == "--color" || argument == "--progress";
  }
  return {};
}

std::string meant(std::string_view typed, const std::vector<std::string_view>& names) {
  const std::string near = nearest(typed, names);
  return near.empty() ? "" : fmt::format("; did you mean {}?", near);
}

bool is_command(std::string_view word, const std::vector<std::string_view>& commands) {
  for (const std::string_view name : commands) {
    if (name == word) return true;
  }
  return false;
}

/// What is wrong with a command line, in our words where the library's are vague.
std::string usage_text(const CLI::App& app, const CLI::ParseError& error) {
  const std::vector<const CLI::App*> chosen =
      app.get_subcommands([](const CLI::App* command) { return command->parsed(); });
  if (const std::string text = error.what();
      error.get_exit_code() == kMismatch && text.find("At Most 1") != text.npos)
    return fmt::format("{} is given more than once", text.substr(0, text.find(':')));
  const std::vector<std::string> rest = app.remaining(true);
  const bool is_unknown = !rest.empty() && rest.front().starts_with('-');
  if (chosen.empty() && !is_unknown && error.get_exit_code() == kNoCommand) return "no command was given";
  if (rest.empty() || (!chosen.empty() && error.get_exit_code() != kExtras)) return error.what();
  if (!is_unknown) return fmt::format("nothing takes the argument '{}'", rest.front());
  const CLI::App& asked = chosen.empty() ? app : *chosen.front();
  std::vector<std::string> names;
  for (const CLI::Option* option : asked.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return fmt::format("there is no option {}{}", rest.front(),
                     meant(rest.front(), {names.begin(), names.end()}));
}

int fail(const Context& context, ErrorKind kind, const std::string& what) {
  context.report(Error(kind, what));
  return static_cast<int>(kind);
}

}  // namespace

void occupy_standard_streams() {
  // Open the way that fails when it is used.
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(fd, F_GETFD) == -1) ::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

void install_signal_handlers() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // over a limit of the shell: an error of write too
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action {};
    if (sigaction(signal, nullptr, &action) != 0 || action.sa_handler == SIG_IGN) continue;  // nohup
    action.sa_handler = stop_on_signal;
    sigaction(signal, &action, nullptr);
  }
}

int finish_output(int status, const Context& context) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
  if (errno == EPIPE) return kReaderGone;
  return fail(context, ErrorKind::system, "standard output: cannot write everything");
}

int usage_exit(const CLI::App& app, const CLI::ParseError& error,
               const std::vector<std::string_view>& commands, const std::vector<std::string>& arguments,
               const Context& context) {
  const std::string_view typed = typed_command(arguments);
  const bool is_known = is_command(typed, commands);
  if (error.get_exit_code() == 0 && (typed.empty() || is_known)) {
    std::ostringstream text;
    app.exit(error, text, text);
    std::fputs(text.str().c_str(), stdout);
    return finish_output(kDone, context);
  }
  std::string text = usage_text(app, error);
  if (!typed.empty() && !is_known)
    text = fmt::format("there is no command {}{}", typed, meant(typed, commands));
  const std::string help = is_known ? fmt::format("cxdump {} --help", typed) : "cxdump --help";
  say(fmt::format("cxdump: {} (see {})\n", one_line(text), help));
  return kUsage;
}

int failure_exit(const Context& context) {
  try {
    throw;
  } catch (const io::BrokenPipe&) {
    return kReaderGone;
  } catch (const Error& error) {
    context.report(error);
    return static_cast<int>(error.kind());
  } catch (const std::bad_alloc&) {
    return fail(context, ErrorKind::system, "there is not enough memory");
  } catch (const std::exception& error) {
    return fail(context, ErrorKind::system, error.what());
  }
}

}  // namespace cxdump::cli
