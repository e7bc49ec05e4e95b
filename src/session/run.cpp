#include "session/run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cxdump/base/error.hpp"
#include "cxdump/etf/pattern.hpp"
#include "session/call.hpp"
#include "session/paint.hpp"
#include "session/script.hpp"

namespace cxdump::session {
namespace {

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

std::string why(const Error& error) {
  if (error.hint_text().empty()) return error.detail();
  return fmt::format("{}{} {}", error.detail(), error.detail().ends_with('?') ? "" : ";", error.hint_text());
}

}  // namespace

bool Runner::run(std::string_view script, const std::string& name, std::size_t first_line) {
  Script statements(script, first_line);
  bool good = true;
  while (const auto statement = statements.next()) {
    try {
      run_statement(script, statement->begin, statement->end);
    } catch (const Error& error) {
      good = false;
      const std::string place = name.empty() ? "" : fmt::format("{}:{}: ", name, statement->line);
      session_.world().note(place + why(error));
      if (options_.on_failure == OnFailure::stop) break;
    }
  }
  return good;
}

bool Runner::run(io::Source& source, const std::string& name) {
  constexpr std::size_t piece = std::size_t{1} << 16;
  std::string text;
  std::size_t line = 1;
  bool good = true;
  while (goes_on(good)) {
    const std::size_t before = text.size();
    text.resize(before + piece);
    const std::size_t read = source.read({reinterpret_cast<std::uint8_t*>(text.data()) + before, piece});
    text.resize(before + read);
    const std::size_t ready = read == 0 ? text.size() : complete_length(text);
    good = run(std::string_view(text).substr(0, ready), name, line) && good;
    if (read == 0) break;
    line += static_cast<std::size_t>(
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(ready), '\n'));
    text.erase(0, ready);
  }
  return good;
}

void Runner::run_statement(std::string_view script, std::size_t begin, std::size_t end) {
  const Parsed parsed = parse_statement(script, begin, end);
  const Call* call = std::get_if<Call>(&parsed.right);
  const Answer answer = call ? evaluate(*call) : Answer(std::get<Term>(parsed.right));
  const std::string text(script.substr(begin, end - begin));
  show(answer, parsed.pattern ? text.substr(text.find('=') + 1) : text);
  if (parsed.pattern && !etf::matches(*parsed.pattern, answer.term)) {
    throw Error(ErrorKind::no, fmt::format("no match: {} gave {}", text, inspect(answer.term)));
  }
}

Answer Runner::evaluate(const Call& call) {
  Answer answer = session_.run(call);
  if (call.raises && answer.text.empty()) answer.term = unwrap(answer.term);
  return answer;
}

void Runner::show(const Answer& answer, const std::string& call_text) {
  if (answer.term.empty()) {
    session_.world().print(answer.text);
    return;
  }
  line_.clear();
  printer_.print(answer.term, line_);
  if (options_.color == Color::ansi) line_ = painted(line_);
  if (options_.show == Show::transcript) line_ += fmt::format(" = {}", call_text);
  line_ += '\n';
  session_.world().print(line_);
}

}  // namespace cxdump::session
