#include "session/run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cxdump/base/error.hpp"
#include "cxdump/etf/pattern.hpp"
#include "cxdump/etf/text_parse.hpp"
#include "session/call.hpp"
#include "session/excerpt.hpp"
#include "session/interrupt.hpp"
#include "session/paint.hpp"
#include "session/script.hpp"

namespace cxdump::session {
namespace {

// Longer texts are not read again only to tell more about a failure.
constexpr std::size_t kMostCompared = std::size_t{1} << 20;

// Cachex 2.1 lib/cachex/errors.ex, long_form/1
std::string long_form(std::string_view reason) {
  if (reason == "no_cache") return "Specified cache not running";
  if (reason == "unreachable_file") return "Unable to access provided file path";
  if (reason == "non_numeric_value") return "Attempted arithmetic operations on a non-numeric value";
  if (reason == "stats_disabled") return "Stats are not enabled for the specified cache";
  if (reason == "invalid_option") return "Invalid option syntax provided";
  if (reason == "janitor_disabled") return "Specified janitor process not running";
  return std::string(reason);
}

/// What NAME! gives for what NAME gives: the bare result, or an exception.
Term unwrap(const Term& answer) {
  const auto elements = tuple_elements(answer);
  if (!elements || elements->size() != 2) return answer;
  if (is_atom((*elements)[0], "error")) {
    const std::string reason = atom_name((*elements)[1]).value_or(inspect((*elements)[1]));
    throw Error(ErrorKind::no, fmt::format("** (Cachex.ExecutionError) {}", long_form(reason)));
  }
  return to_term((*elements)[1]);
}

/// `NAME:LINE:COLUMN: why`, for a statement at this place. A prompt has no name, and its place is in view:
/// only a column is told, where the error has one.
std::string told(const Error& error, const std::string& name, Place statement) {
  std::string why = error.detail();
  const auto inner = cut_place(why);
  if (!error.hint_text().empty())
    why += fmt::format("{} {}", why.ends_with('?') ? "" : ";", error.hint_text());
  const Place place = inside(statement, inner.value_or(Place{}));
  if (!name.empty()) return fmt::format("{}:{}:{}: {}", name, place.line, place.column, why);
  if (!inner) return why;
  if (place.line == 1) return fmt::format("column {}: {}", place.column, why);
  return fmt::format("line {}, column {}: {}", place.line, place.column, why);
}

/// A statement for a message: a line's end with what is blank around it is a blank.
std::string on_one_line(std::string_view statement) {
  constexpr std::string_view blanks = " \t\r\n";
  std::string line;
  while (!statement.empty()) {
    const std::string_view word = statement.substr(0, statement.find_first_of(blanks));
    statement.remove_prefix(word.size());
    const std::string_view gap = statement.substr(0, statement.find_first_not_of(blanks));
    statement.remove_prefix(gap.size());
    const bool holds_line_end = gap.find('\n') != std::string_view::npos;
    line.append(word).append(holds_line_end ? " " : gap);
  }
  return line;
}

/// Text that is an answer, as it is.
class PrintSink : public io::Sink {
 public:
  explicit PrintSink(const World& world) : world_(world) {}

  void write(Bytes bytes) override {
    constexpr std::size_t piece = std::size_t{1} << 16;
    while (!bytes.empty()) {
      check_interrupt(world_.is_interrupted);
      world_.print(as_text(bytes.first(std::min(piece, bytes.size()))));
      bytes = bytes.subspan(std::min(piece, bytes.size()));
    }
  }
  void finish() override {}

 private:
  const World& world_;
};

/// The same as comments, for a script.
class CommentSink final : public PrintSink {
 public:
  using PrintSink::PrintSink;

  void write(Bytes bytes) override {
    std::string text;
    for (const char c : as_text(bytes)) {
      if (at_line_start_) text += c == '\n' ? "#" : "# ";
      text += c;
      at_line_start_ = c == '\n';
    }
    PrintSink::write(as_bytes(text));
  }

 private:
  bool at_line_start_ = true;
};

/// An answer's text as a pattern that the answer matches. What no literal can say is anything: a pid, or a
/// struct whose text leaves a field out, as that of a regex does.
std::string_view pattern_for(Bytes answer, std::string_view text) {
  try {
    std::size_t at = 0;
    const Term pattern = etf::parse_pattern(text, at);
    return etf::matches(pattern, answer) ? text : "_";
  } catch (const Error&) {
    return "_";
  }
}

}  // namespace

bool Runner::run(std::string_view script, const std::string& name, Place place) {
  Script statements(script);
  std::size_t passed = 0;
  bool good = true;
  for (auto statement = statements.next(); statement && goes_on(good); statement = statements.next()) {
    place.pass(script.substr(passed, statement->begin - passed));
    passed = statement->begin;
    try {
      run_statement(script.substr(statement->begin, statement->end - statement->begin));
    } catch (const io::BrokenPipe&) {
      throw;
    } catch (const Error& error) {
      good = false;
      session_.world().note(told(error, name, place));
    }
  }
  return good;
}

bool Runner::run(io::Source& source, const std::string& name) {
  constexpr std::size_t piece = std::size_t{1} << 16;
  std::string text;
  ScriptInlet inlet;
  Place place;
  bool good = true;
  while (goes_on(good)) {
    const std::size_t before = text.size();
    text.resize(before + piece);
    const std::size_t read = source.read({reinterpret_cast<std::uint8_t*>(text.data()) + before, piece});
    text.resize(before + read);
    const std::size_t ready = read == 0 ? text.size() : inlet.complete_length(text);
    if (ready == 0 && read != 0) continue;
    const std::string_view statements = std::string_view(text).substr(0, ready);
    good = run(statements, name, place) && good;
    if (read == 0) break;
    place.pass(statements);
    text.erase(0, ready);
    inlet = {};
  }
  return good;
}

void Runner::run_statement(std::string_view statement) {
  const Parsed parsed = parse_statement(statement);
  const Call* call = std::get_if<Call>(&parsed.right);
  const Answer answer = call ? evaluate(*call) : Answer(std::get<Term>(parsed.right));
  show(answer, parsed.right_text);
  if (parsed.pattern && !etf::matches(*parsed.pattern, answer.term)) {
    const std::string gave = inspect(answer.term);
    const bool is_all = gave.size() > kMostCompared || pattern_for(answer.term, gave) == gave;
    throw Error(ErrorKind::no,
                fmt::format("no match: {} gave {}{}", excerpt(on_one_line(statement)), excerpt(gave),
                            is_all ? "" : ", whose text is not all of it; `_` stands for such a term"));
  }
}

Answer Runner::evaluate(const Call& call) {
  Answer answer = session_.run(call);
  if (call.raises && !answer.write) answer.term = unwrap(answer.term);
  return answer;
}

void Runner::show(const Answer& answer, std::string_view call_text) {
  const World& world = session_.world();
  if (options_.show == Show::transcript) return show_as_script(answer, call_text);
  if (answer.write) {
    PrintSink out(world);
    return answer.write(out);
  }
  line_.clear();
  printer_.print(answer.term, line_);
  if (options_.color == Color::ansi) line_ = painted(line_);
  line_ += '\n';
  PrintSink(world).write(as_bytes(line_));
}

void Runner::show_as_script(const Answer& answer, std::string_view call_text) {
  const World& world = session_.world();
  if (answer.write) {
    CommentSink out(world);
    answer.write(out);
    return world.print(fmt::format("{}\n", call_text));
  }
  line_.clear();
  printer_.print(answer.term, line_);
  world.print(fmt::format("{} = {}\n", pattern_for(answer.term, line_), call_text));
}

}  // namespace cxdump::session
