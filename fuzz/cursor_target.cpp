// Any bytes as a term: cursor, outline and validator agree on them, and what they accept is encoded and
// printed.
#include <vector>

#include "cxdump/base/error.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/encode.hpp"
#include "cxdump/etf/order.hpp"
#include "cxdump/etf/outline.hpp"
#include "cxdump/etf/text_parse.hpp"
#include "cxdump/etf/text_print.hpp"
#include "cxdump/etf/validate.hpp"
#include "target.hpp"

namespace cxdump::fuzz {
namespace {

void check_encoding(Bytes term) {
  std::vector<std::uint8_t> once;
  etf::encode(term, {}, once);
  std::vector<std::uint8_t> twice;
  etf::encode(once, {}, twice);
  require(once == twice, "encoding what was encoded changes nothing");
  require(etf::compare_exact(term, once) == 0, "an encoding is the same term");
  require(etf::Validator().check(once) == Status::ok, "an encoding is valid");
}

template <typename Print, typename Parse>
void check_text(Bytes term, Print print, Parse parse) {
  std::string text;
  print(term, text);
  etf::Term read;
  try {
    read = parse(text);
  } catch (const Error&) {
    return;  // identifiers and the like have no literal
  }
  std::string again;
  print(read, again);
  require(text == again, "what was printed reads back as a term that prints the same");
}

}  // namespace

void cursor_target(Bytes data) {
  etf::Cursor cursor(data);
  const Status status = cursor.skip();
  require(cursor.position() <= data.size(), "a cursor stays in its bytes");
  const Status valid = etf::Validator().check(data);
  if (status != Status::ok)
    return require(valid != Status::ok, "the validator accepts no more than the cursor");
  require(valid == Status::ok || valid == Status::duplicate_key, "the validator refuses only equal keys");
  const Bytes term = data.first(cursor.position());
  etf::Outline outline;
  require(outline.build(term) == Status::ok, "a term that can be skipped has an outline");
  if (valid != Status::ok) return;
  check_encoding(term);
  check_text(term, etf::print_elixir, etf::parse_elixir);
  check_text(term, etf::print_erlang, etf::parse_erlang);
}

}  // namespace cxdump::fuzz
