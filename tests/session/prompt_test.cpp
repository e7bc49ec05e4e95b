#include "session/prompt.hpp"

#include <doctest/doctest.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "folder.hpp"

namespace cxdump {
namespace {

using namespace test;

// A prompt in a process of its own, behind a pseudo-terminal.
class Prompted {
 public:
  Prompted() {
    winsize size{24, 100, 0, 0};
    child_ = forkpty(&terminal_, nullptr, nullptr, &size);
    if (child_ != 0) return;
    setenv("TERM", "vt100", 1);
    setlocale(LC_CTYPE, "C.UTF-8");
    session::World world;
    world.clock = [] { return std::int64_t{1'700'000'000'000}; };
    world.print = world.note = [](std::string_view text) {
      std::fwrite(text.data(), 1, text.size(), stdout);
      std::fflush(stdout);
    };
    {
      session::Session session(world);
      session::Runner runner(session, {});
      session::run_prompt(session, runner, {stdin, stdout, stderr, "state/history"});
    }
    std::printf("left\n");
    std::fflush(stdout);
    _exit(0);
  }
  ~Prompted() {
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
    close(terminal_);
  }

  void type(std::string_view keys) {
    CHECK(write(terminal_, keys.data(), keys.size()) == static_cast<ssize_t>(keys.size()));
  }

  // Waits until the screen has had `text` behind what was seen before.
  bool sees(const std::string& text) {
    constexpr int patience = 20'000;
    while (screen_.find(text, seen_) == std::string::npos) {
      pollfd ready{terminal_, POLLIN, 0};
      char piece[4096];
      if (poll(&ready, 1, patience) <= 0) return false;
      const ssize_t n = read(terminal_, piece, sizeof piece);
      if (n <= 0) return false;
      screen_.append(piece, static_cast<std::size_t>(n));
    }
    seen_ = screen_.find(text, seen_) + text.size();
    return true;
  }

  // Waits for a prompt that takes keys: libedit shows it a moment before it takes the terminal over.
  bool prompts(const std::string& text) {
    if (!sees(text)) return false;
    termios mode{};
    for (int tries = 0; tries < 2'000; ++tries) {
      if (tcgetattr(terminal_, &mode) == 0 && (mode.c_lflag & ICANON) == 0) return true;
      usleep(1'000);
    }
    return false;
  }

  const std::string& screen() const { return screen_; }

 private:
  int terminal_ = -1;
  pid_t child_ = -1;
  std::string screen_;
  std::size_t seen_ = 0;
};

TEST_CASE(
    "the prompt runs what is typed, completes, drops a line on Ctrl-C, and asks before changes are lost") {
  const InFolder folder;
  Prompted prompt;
  REQUIRE(prompt.prompts("my_cache> "));
  prompt.type("set \"alpha\", %{a:\n");
  CHECK(prompt.prompts("...> "));
  prompt.type("1}\n");
  CHECK(prompt.sees("{:ok, true}"));
  CHECK(prompt.prompts("my_cache> "));
  prompt.type("set \"beta\", %{\n");
  CHECK(prompt.prompts("...> "));
  prompt.type("x: 1}, tt\t50\n");
  CHECK(prompt.sees("{:ok, true}"));
  CHECK(prompt.prompts("my_cache> "));
  prompt.type("ttl \"beta\"\n");
  CHECK(prompt.sees("{:ok, 50}"));
  CHECK(prompt.prompts("my_cache> "));
  prompt.type("del \"beta\"\n");
  CHECK(prompt.sees("{:ok, true}"));
  CHECK(prompt.prompts("my_cache> "));
  prompt.type("get \"al\t\n");
  CHECK(prompt.sees("pha\""));
  CHECK(prompt.sees("{:ok, %{a: 1}}"));
  CHECK(prompt.prompts("my_cache> "));
  prompt.type("exis\t\"żółw\"\n");
  CHECK(prompt.sees("{:ok, false}"));
  CHECK(prompt.prompts("my_cache> "));
  prompt.type("nonsense [\x03");
  CHECK(prompt.sees("^C\r\n"));
  CHECK(prompt.prompts("my_cache> "));
  prompt.type("size\n");
  CHECK(prompt.sees("{:ok, 1}"));
  CHECK(prompt.prompts("my_cache> "));
  prompt.type("\x10\n");  // Ctrl-P: the line before
  CHECK(prompt.sees("{:ok, 1}"));
  CHECK(prompt.prompts("my_cache> "));
  prompt.type("\x04");
  CHECK(prompt.prompts("Leave? [y/N] "));
  prompt.type("n\n");
  CHECK(prompt.prompts("my_cache> "));
  prompt.type("\x04");
  CHECK(prompt.prompts("Leave? [y/N] "));
  prompt.type("y\n");
  CHECK_MESSAGE(prompt.sees("left"), prompt.screen());
  std::ifstream history("state/history");
  std::stringstream remembered;
  remembered << history.rdbuf();
  CHECK(remembered.str().find("exists?") != std::string::npos);
}

TEST_CASE("a history that cannot be kept is told once, at the start") {
  const InFolder folder;
  std::ofstream("state") << "no folder";
  Prompted prompt;
  CHECK(prompt.sees("state/history: the history cannot be kept: "));
  REQUIRE(prompt.prompts("my_cache> "));
  prompt.type("exit\n");
  CHECK_MESSAGE(prompt.sees("left"), prompt.screen());
  CHECK(prompt.screen().find("history") == prompt.screen().rfind("history: the history"));
}

TEST_CASE("exit asks before changes of any cache are lost, and goes on when they shall not be") {
  const InFolder folder;
  Prompted prompt;
  REQUIRE(prompt.prompts("my_cache> "));
  prompt.type("set 1, 1; start :other; set :other, 1, 1\n");
  CHECK(prompt.prompts("my_cache> "));
  prompt.type("exit\n");
  CHECK(prompt.prompts("my_cache and other have changes that no dump has saved. Leave? [y/N] "));
  prompt.type("\n");
  CHECK(prompt.prompts("my_cache> "));
  prompt.type("size\n");
  CHECK(prompt.sees("{:ok, 1}"));
  CHECK(prompt.prompts("my_cache> "));
  prompt.type("quit\n");
  CHECK(prompt.prompts("Leave? [y/N] "));
  prompt.type("y\n");
  CHECK_MESSAGE(prompt.sees("left"), prompt.screen());
}

TEST_CASE("a statement of several lines comes back from the history as it was typed") {
  const InFolder folder;
  for (int run = 0; run < 2; ++run) {  // the second with the history that the first has written
    CAPTURE(run);
    Prompted prompt;
    REQUIRE(prompt.prompts("my_cache> "));
    if (run == 0) {
      prompt.type("set \"t\", [\"multi\n");
      CHECK(prompt.prompts("...> "));
      prompt.type("line\", # one\n");
      CHECK(prompt.prompts("...> "));
      prompt.type("2]\n");
      CHECK(prompt.sees("{:ok, true}"));
      CHECK(prompt.prompts("my_cache> "));
      prompt.type("clear\n");
      CHECK(prompt.sees("{:ok, 1}"));
      CHECK(prompt.prompts("my_cache> "));
      prompt.type("\x10\x10\n");  // Ctrl-P: two statements back
    } else {
      prompt.type("\x10\x10\x10\n");
    }
    CHECK(prompt.sees("{:ok, true}"));
    CHECK(prompt.prompts("my_cache> "));
    prompt.type("get \"t\"\n");
    CHECK(prompt.sees("{:ok, [\"multi\\nline\", 2]}"));
    CHECK(prompt.prompts("my_cache> "));
    prompt.type("clear; exit\n");
    CHECK_MESSAGE(prompt.sees("left"), prompt.screen());
  }
}

TEST_CASE("Ctrl-D twice by habit loses nothing, Ctrl-D again and again leaves") {
  const InFolder folder;
  Prompted prompt;
  REQUIRE(prompt.prompts("my_cache> "));
  prompt.type("set 1, 2\n");
  CHECK(prompt.prompts("my_cache> "));
  for (int i = 0; i < 2; ++i) {
    prompt.type("\x04");
    CHECK(prompt.prompts("Leave? [y/N] "));
    prompt.type("\x04");
    CHECK(prompt.sees("\r\nStayed"));
    CHECK(prompt.prompts("my_cache> "));
    if (i == 0) prompt.type("get 1\n");
    if (i == 0) CHECK(prompt.sees("{:ok, 2}"));
    if (i == 0) CHECK(prompt.prompts("my_cache> "));
  }
  prompt.type("\x04");
  CHECK(prompt.prompts("Leave? [y/N] "));
  prompt.type("\x04");
  CHECK_MESSAGE(prompt.sees("\r\nleft"), prompt.screen());
}

TEST_CASE("a prompt with nothing to lose leaves at once") {
  const InFolder folder;
  Prompted prompt;
  REQUIRE(prompt.prompts("my_cache> "));
  prompt.type("exit\n");
  CHECK(prompt.sees("left"));
}

}  // namespace
}  // namespace cxdump
