// A session whose clock stands still until it is moved, and which keeps what it prints.
#pragma once

#include <string>

#include "session/run.hpp"
#include "session/session.hpp"

namespace cxdump::test {

class Harness {
 public:
  explicit Harness(session::RunOptions options = {}, session::Rules rules = session::Rules::v2_1,
                   std::size_t terminal = 0)
      : columns(terminal), session(world(rules)), runner(session, options) {}
  // Before a terminal so wide.
  explicit Harness(std::size_t terminal) : Harness({}, session::Rules::v2_1, terminal) {}

  // What a script prints; `good` is whether it did well.
  std::string run(const std::string& script) {
    printed.clear();
    notes.clear();
    good = runner.run(script, "test.exs");
    return printed;
  }

  std::int64_t now = 1'700'000'000'000;
  std::string printed;
  std::string notes;
  bool good = true;
  bool is_interrupted = false;
  std::size_t columns = 0;  // of a terminal; 0: there is none
  session::Session session;
  session::Runner runner;

 private:
  session::World world(session::Rules rules) {
    session::World world;
    world.clock = [this] { return now; };
    world.note = [this](std::string_view text) { notes.append(text).append("\n"); };
    world.print = [this](std::string_view text) { printed.append(text); };
    if (columns != 0) world.columns = [this] { return columns; };
    world.is_interrupted = [this] { return is_interrupted; };
    world.seed = 42;
    world.threads = 2;
    world.rules = rules;
    return world;
  }
};

}  // namespace cxdump::test
