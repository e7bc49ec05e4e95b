// Any text as a literal of Elixir, as a pattern and as arguments.
#include "cxdump/base/error.hpp"
#include "cxdump/etf/pattern.hpp"
#include "target.hpp"
#include "text_checks.hpp"

namespace cxdump::fuzz {
namespace {

void read_as_pattern(std::string_view text) {
  try {
    std::size_t at = 0;
    const etf::Term pattern = etf::parse_pattern(text, at);
    require(at <= text.size(), "a parser stays in its text");
    at = 0;
    static_cast<void>(etf::matches(pattern, etf::parse_term(text, at)));
  } catch (const Error&) {
  }
}

void read_as_arguments(std::string_view text) {
  for (const etf::Closing closing : {etf::Closing::line, etf::Closing::parenthesis}) {
    try {
      std::size_t at = 0;
      for (const etf::Term& argument : etf::parse_arguments(text, at, closing)) require_valid(argument);
      require(at <= text.size(), "a parser stays in its text");
    } catch (const Error&) {
    }
  }
}

}  // namespace

void elixir_target(Bytes data) {
  check_literal(as_text(data), etf::print_elixir, etf::parse_elixir);
  read_as_pattern(as_text(data));
  read_as_arguments(as_text(data));
}

}  // namespace cxdump::fuzz
