#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "cxdump/etf/text_print.hpp"
#include "cxdump/io/source.hpp"
#include "session/place.hpp"
#include "session/session.hpp"

namespace cxdump::session {

enum class OnFailure : std::uint8_t { stop, keep_going };
enum class Show : std::uint8_t {
  results,     ///< what each call answers
  transcript,  ///< the same as assertions, a script that holds when it is run again
};
enum class Color : std::uint8_t { none, ansi };

struct RunOptions {
  OnFailure on_failure = OnFailure::stop;
  Show show = Show::results;
  Color color = Color::none;
};

/// Runs scripts in a session: parses each statement, answers it, prints the result and compares it with what
/// an assertion wants. Threads: one.
class Runner {
 public:
  Runner(Session& session, RunOptions options) : session_(session), options_(options) {}

  /// Runs the statements of `script`, which is at `place` of what has this name. A failure is told through
  /// the world's note as `NAME:LINE:COLUMN: why`. Returns whether all of them did well; those
  /// behind `exit`, and without keep_going those behind the first failure, were not run. Throws:
  /// io::BrokenPipe as the world's print does.
  bool run(std::string_view script, const std::string& name, Place place = {});

  /// Runs a script as it comes in: each statement as soon as it is there.
  /// Throws: Error `system` when reading fails.
  bool run(io::Source& source, const std::string& name);

 private:
  bool goes_on(bool good) const {
    return !session_.is_leaving() && (good || options_.on_failure == OnFailure::keep_going);
  }
  void run_statement(std::string_view statement);
  Answer evaluate(const Call& call);
  void show(const Answer& answer, std::string_view call_text);
  void show_as_script(const Answer& answer, std::string_view call_text);

  Session& session_;
  RunOptions options_;
  etf::ElixirPrinter printer_;
  std::string line_;
};

}  // namespace cxdump::session
