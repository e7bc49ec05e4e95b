#include "cxdump/base/columns.hpp"
#include "cxdump/etf/append.hpp"
#include "etf/decimal_literal.hpp"
#include "etf/elixir_atom.hpp"
#include "etf/elixir_identifier.hpp"
#include "etf/elixir_quoted.hpp"
#include "etf/elixir_reader.hpp"
#include "etf/text_number.hpp"

namespace cxdump::etf {
namespace {

bool is_blank_or_end(char c) { return c == '\0' || c == ' ' || (c >= '\t' && c <= '\r'); }

constexpr std::size_t kMostShown = 40;  // columns of a name in a message

}  // namespace

/// `nil`, `true`, `false`, and in patterns any name.
void ElixirReader::read_word() {
  const Identifier word = scan_identifier(as_bytes(text_.rest()));
  const std::string_view name = text_.rest().substr(0, word.length);
  if (name == "nil" || name == "true" || name == "false") {
    append_atom(*out_, name);
  } else if (!name.empty() && wildcards_ == Wildcards::allowed) {
    append_name(name);
  } else if (!name.empty()) {
    const std::string shown = cut_to_columns(name, kMostShown);
    text_.fail("a term: a name has no value here (an atom is written :" + shown + ", a string \"" + shown +
               "\")");
  } else {
    text_.fail("a term");
  }
  text_.skip(word.length);
}

/// A name of a pattern: pattern.hpp tells how it is written.
void ElixirReader::append_name(std::string_view name) {
  const bool is_key = !open_.empty() && (open_.back().shape == Shape::set ||
                                         (open_.back().shape == Shape::map && !open_.back().key_is_read));
  if (is_key) text_.fail("a key: only values may be names");
  if (name.size() > UINT8_MAX) text_.fail("a shorter name");
  out_->push_back(static_cast<std::uint8_t>(Tag::SMALL_ATOM_EXT));
  out_->push_back(static_cast<std::uint8_t>(name.size()));
  append_term(*out_, as_bytes(name));
}

/// `Foo.Bar` as the name of the atom. Requires: a capital stands here.
std::string ElixirReader::read_alias() {
  std::string name;
  while (true) {
    const Identifier part = scan_identifier(as_bytes(text_.rest()));
    if (part.initial != Initial::upper || part.has_at) text_.fail("the name of a module");
    name.append(".").append(text_.rest().substr(0, part.length));
    text_.skip(part.length);
    const bool goes_on = text_.peek() == '.' && text_.peek(1) >= 'A' && text_.peek(1) <= 'Z';
    if (!goes_on) break;
    text_.skip();
  }
  const bool has_prefix = name == ".Elixir" || name.starts_with(".Elixir.");
  return has_prefix ? name.substr(1) : "Elixir" + name;
}

void ElixirReader::read_module_or_call() {
  const std::size_t begin = text_.position();
  const std::string module = read_alias();
  if (module == "Elixir.Decimal" && text_.accept(".new(")) {
    skip_blanks();
    const std::size_t number = text_.position();
    if (text_.peek() != '"') text_.fail("a decimal number in quotes");
    if (!append_decimal_literal(read_elixir_quoted_name(text_), *out_)) {
      text_.fail_at(number, "expected a decimal number in quotes, such as \"1.10\"");
    }
    skip_blanks();
    text_.expect(")");
    return;
  }
  if (text_.peek() == '.')
    text_.fail_at(begin,
                  "expected a literal: of the calls, only MapSet.new([...]) and Decimal.new(\"...\") are");
  append_checked_atom(text_, begin, module, *out_);
}

void ElixirReader::read_atom() {
  const std::size_t begin = text_.position();
  text_.skip();
  if (text_.peek() == '"' || text_.peek() == '\'') {
    return append_checked_atom(text_, begin, read_elixir_quoted_name(text_), *out_);
  }
  const std::size_t length = unquoted_atom_length();
  if (length == 0) text_.fail("the name of an atom");
  append_checked_atom(text_, begin, text_.rest().substr(0, length), *out_);
  text_.skip(length);
}

/// An identifier or an operator; 0 where none stands.
std::size_t ElixirReader::unquoted_atom_length() {
  const Identifier word = scan_identifier(as_bytes(text_.rest()));
  if (word.length != 0) {
    const bool must_be_normal = word.initial == Initial::lower && !word.has_at;
    if (!word.is_one_script || (must_be_normal && !word.is_normal)) {
      text_.fail("an atom in quotes, as its characters are unusual");
    }
    return word.length;
  }
  return operator_length(text_.rest());
}

/// Whether a quoted text stands here that is a key: `"a b": `.
bool ElixirReader::at_quoted_keyword() const {
  const char quote = text_.peek();
  std::size_t at = 1;
  while (text_.peek(at) != quote) {
    if (text_.position() + at >= text_.text().size()) return false;
    at += text_.peek(at) == '\\' ? 2 : 1;
  }
  return text_.peek(at + 1) == ':' && is_blank_or_end(text_.peek(at + 2));
}

bool ElixirReader::at_keyword() {
  if (text_.peek() == '"' || text_.peek() == '\'') return at_quoted_keyword();
  const Identifier word = scan_identifier(as_bytes(text_.rest()));
  const std::size_t length = word.length != 0 ? word.length : operator_length(text_.rest());
  return length != 0 && text_.peek(length) == ':' && is_blank_or_end(text_.peek(length + 1));
}

/// `&String.upcase/1`, `&:lists.map/2`: a function of a module, which stands for itself.
void ElixirReader::read_capture() {
  const std::size_t begin = text_.position();
  text_.skip();
  out_->push_back(static_cast<std::uint8_t>(Tag::EXPORT_EXT));
  if (text_.peek() == ':') {
    read_atom();
  } else if (text_.peek() >= 'A' && text_.peek() <= 'Z') {
    append_checked_atom(text_, begin, read_alias(), *out_);
  } else {
    text_.fail("a module and a function, such as &String.upcase/1");
  }
  text_.expect(".");
  const bool is_quoted = text_.peek() == '"' || text_.peek() == '\'';
  const std::size_t length = is_quoted ? 0 : unquoted_atom_length();
  if (length == 0 && !is_quoted) text_.fail("the name of a function");
  const std::string function =
      is_quoted ? read_elixir_quoted_name(text_) : std::string(text_.rest().substr(0, length));
  text_.skip(length);
  append_checked_atom(text_, begin, function, *out_);
  text_.expect("/");
  append_arity(text_, *out_);
}

/// A key of keyword syntax, with its colon.
std::string ElixirReader::read_key() {
  std::string key;
  if (text_.peek() == '"' || text_.peek() == '\'') {
    key = read_elixir_quoted_name(text_);
  } else {
    key = text_.rest().substr(0, unquoted_atom_length());
    text_.skip(key.size());
  }
  text_.expect(":");
  return key;
}

}  // namespace cxdump::etf
