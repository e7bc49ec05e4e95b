// What the targets of both text parsers demand.
#pragma once

#include <string>
#include <string_view>

#include "cxdump/base/error.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/text_parse.hpp"
#include "cxdump/etf/text_print.hpp"
#include "cxdump/etf/validate.hpp"
#include "target.hpp"

namespace cxdump::fuzz {

inline void require_valid(const etf::Term& term) {
  etf::Cursor cursor(term);
  require(cursor.skip() == Status::ok && cursor.remaining() == 0, "a parser makes one whole term");
  require(etf::Validator().check(term) == Status::ok, "a parser makes a valid term");
}

// A text is refused with an Error or is a valid term, whose text reads back as a term of the same text.
template <typename Print, typename Parse>
void check_literal(std::string_view text, Print print, Parse parse) {
  etf::Term term;
  try {
    term = parse(text);
  } catch (const Error&) {
    return;
  }
  require_valid(term);
  std::string printed;
  print(term, printed);
  if (printed.find('#') != std::string::npos && print == etf::print_elixir)
    return;  // a #DateTime<> is no literal
  etf::Term again;
  try {
    again = parse(printed);
  } catch (const Error&) {
    require(false, "what was printed is a literal");
  }
  std::string reprinted;
  print(again, reprinted);
  require(printed == reprinted, "what was printed reads back as a term that prints the same");
}

}  // namespace cxdump::fuzz
