#include "session/term.hpp"

#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/tag.hpp"
#include "cxdump/etf/text_print.hpp"
#include "etf/latin1.hpp"

namespace cxdump::session {
namespace {

// Every term here was made by a parser or cut by a decoder: reading it cannot fail.
etf::Head head_of(Bytes term) {
  etf::Head head{};
  (void)etf::Cursor(term).next(head);
  return head;
}

Bytes take(etf::Cursor& cursor, Bytes term) {
  const std::size_t begin = cursor.position();
  (void)cursor.skip();
  return term.subspan(begin, cursor.position() - begin);
}

}  // namespace

Term atom(std::string_view name) {
  Term term;
  etf::append_atom(term, name);
  return term;
}

Term boolean(bool value) { return atom(value ? "true" : "false"); }

Term integer(std::int64_t value) {
  Term term;
  etf::append_integer(term, value);
  return term;
}

Term binary(std::string_view text) {
  Term term;
  etf::append_binary(term, as_bytes(text));
  return term;
}

Term nil() { return atom("nil"); }

Term tagged(std::string_view name, Bytes value) {
  Term term;
  etf::append_tuple_header(term, 2);
  etf::append_atom(term, name);
  etf::append_term(term, value);
  return term;
}

Term missing() { return tagged("missing", nil()); }
Term missing_false() { return tagged("missing", boolean(false)); }
Term error(std::string_view reason) { return tagged("error", atom(reason)); }

std::optional<std::string> atom_name(Bytes term) {
  const etf::Head head = head_of(term);
  if (head.kind != etf::Kind::atom) return std::nullopt;
  if (!etf::is_latin1(head.tag)) return std::string(as_text(head.body));
  std::vector<std::uint8_t> name(2 * head.body.size());
  name.resize(etf::latin1_to_utf8(head.body, name));
  return std::string(as_text(name));
}

bool is_atom(Bytes term, std::string_view name) { return atom_name(term) == name; }

bool is_integer(Bytes term) {
  const etf::Kind kind = head_of(term).kind;
  return kind == etf::Kind::integer || kind == etf::Kind::big;
}

bool is_number(Bytes term) { return is_integer(term) || head_of(term).kind == etf::Kind::floating; }

std::optional<Bytes> binary_bytes(Bytes term) {
  const etf::Head head = head_of(term);
  if (head.kind != etf::Kind::binary) return std::nullopt;
  return head.body;
}

std::optional<std::vector<Bytes>> tuple_elements(Bytes term) {
  etf::Cursor cursor(term);
  etf::Head head{};
  if (cursor.next(head) != Status::ok || head.kind != etf::Kind::tuple) return std::nullopt;
  std::vector<Bytes> elements;
  for (std::uint32_t i = 0; i < head.count; ++i) elements.push_back(take(cursor, term));
  return elements;
}

std::optional<std::vector<Keyword>> keywords(Bytes term) {
  etf::Cursor cursor(term);
  etf::Head head{};
  std::vector<Keyword> pairs;
  if (cursor.next(head) != Status::ok) return std::nullopt;
  if (head.kind == etf::Kind::nil) return pairs;
  if (head.kind != etf::Kind::list) return std::nullopt;
  for (std::uint32_t i = 0; i < head.count; ++i) {
    const auto pair = tuple_elements(take(cursor, term));
    if (!pair || pair->size() != 2) return std::nullopt;
    const auto name = atom_name((*pair)[0]);
    if (!name) return std::nullopt;
    pairs.push_back({*name, (*pair)[1]});
  }
  if (head_of(term.subspan(cursor.position())).kind != etf::Kind::nil) return std::nullopt;
  return pairs;
}

std::string inspect(Bytes term) {
  std::string text;
  etf::print_elixir(term, text);
  return text;
}

}  // namespace cxdump::session
