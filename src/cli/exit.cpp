#include "cli/exit.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/Error.hpp>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <new>

#include "base/nearest.hpp"
#include "cxdump/io/output.hpp"

namespace cxdump::cli {
namespace {

extern "C" void stop_on_signal(int signal) {
  io::remove_temporaries();
  _exit(128 + signal);
}

/// The first argument that is no option: what was meant to be a command.
std::string_view typed_command(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    if (argv[i][0] != '-') return argv[i];
  }
  return {};
}

bool is_command(std::string_view word, const std::vector<std::string_view>& commands) {
  for (const std::string_view name : commands) {
    if (name == word) return true;
  }
  return false;
}

int fail(const Context& context, ErrorKind kind, const std::string& what) {
  context.report(Error(kind, what));
  return static_cast<int>(kind);
}

}  // namespace

void install_signal_handlers() {
  std::signal(SIGPIPE, SIG_IGN);
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
               const std::vector<std::string_view>& commands, int argc, char** argv) {
  if (error.get_exit_code() == 0) {
    app.exit(error);
    std::cout.flush();
    return std::cout.good() ? kDone : static_cast<int>(ErrorKind::system);
  }
  const std::string_view typed = typed_command(argc, argv);
  std::string text = error.what();
  if (!typed.empty() && !is_command(typed, commands)) {
    text = fmt::format("there is no command '{}'", typed);
    if (const std::string near = nearest(typed, commands); !near.empty())
      text += fmt::format("; did you mean '{}'?", near);
  }
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  const std::string help =
      is_command(typed, commands) ? fmt::format("cxdump {} --help", typed) : "cxdump --help";
  fmt::print(stderr, "cxdump: {} (see {})\n", text, help);
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
