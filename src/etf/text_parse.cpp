#include "cxdump/etf/text_parse.hpp"

#include "etf/elixir_reader.hpp"
#include "etf/erlang_reader.hpp"
#include "etf/settle.hpp"

namespace cxdump::etf {
namespace {

Term settled(const Term& loose) {
  Term term;
  settle_term(loose, term);
  return term;
}

void skip_line_blanks(TextCursor& text) {
  while (text.peek() == ' ' || text.peek() == '\t' || text.peek() == '\r') text.skip();
}

/// The arguments of one call. Where lines end a call, they matter only between the arguments.
class ArgumentReader {
 public:
  ArgumentReader(std::string_view text, std::size_t at, Closing closing)
      : reader_(text, at, Wildcards::refused), closing_(closing) {}

  std::vector<Term> read() {
    std::vector<Term> arguments;
    skip();
    if (at_closing()) return arguments;
    do {
      reader_.skip_blanks();
      Term loose;
      const bool are_keywords = reader_.at_keyword();
      if (are_keywords) {
        reader_.read_keywords(loose);
      } else {
        reader_.read_term(loose);
      }
      arguments.push_back(settled(loose));
      skip();
      if (are_keywords) break;
    } while (reader_.text().accept(","));
    if (!at_closing())
      reader_.text().fail(closing_ == Closing::line ? "\",\" or the end of the line" : "\",\" or \")\"");
    return arguments;
  }

  std::size_t position() { return reader_.text().position(); }

 private:
  void skip() {
    if (closing_ == Closing::parenthesis) {
      reader_.skip_blanks();
    } else {
      skip_line_blanks(reader_.text());
    }
  }

  bool at_closing() {
    const TextCursor& text = reader_.text();
    if (closing_ == Closing::parenthesis) return text.peek() == ')';
    return text.is_at_end() || text.peek() == '\n' || text.peek() == ';' || text.peek() == '#';
  }

  ElixirReader reader_;
  Closing closing_;
};

}  // namespace

Term parse_elixir(std::string_view text) {
  ElixirReader reader(text, 0, Wildcards::refused);
  Term loose;
  reader.read_term(loose);
  reader.skip_blanks();
  if (!reader.text().is_at_end()) reader.text().fail("the end of the text");
  return settled(loose);
}

Term parse_erlang(std::string_view text) {
  ErlangReader reader(text);
  Term loose;
  reader.read_whole(loose);
  return settled(loose);
}

Term parse_term(std::string_view text, std::size_t& at) {
  ElixirReader reader(text, at, Wildcards::refused);
  Term loose;
  reader.read_term(loose);
  at = reader.text().position();
  return settled(loose);
}

Term parse_pattern(std::string_view text, std::size_t& at) {
  ElixirReader reader(text, at, Wildcards::allowed);
  Term pattern;
  reader.read_term(pattern);
  at = reader.text().position();
  return pattern;
}

std::vector<Term> parse_arguments(std::string_view text, std::size_t& at, Closing closing) {
  ArgumentReader reader(text, at, closing);
  std::vector<Term> arguments = reader.read();
  at = reader.position();
  return arguments;
}

}  // namespace cxdump::etf
