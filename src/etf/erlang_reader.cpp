#include "etf/erlang_reader.hpp"

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/append.hpp"
#include "etf/elixir_quoted.hpp"
#include "etf/erlang_scalars.hpp"
#include "etf/erlang_string.hpp"
#include "etf/text_number.hpp"

namespace cxdump::etf {
namespace {

constexpr std::uint32_t kAnyLargeArity = 256;  // small ones are made so when the term is settled

}  // namespace

void ErlangReader::read_whole(std::vector<std::uint8_t>& out) {
  out_ = &out;
  skip_blanks();
  begin_value();
  while (!open_.empty()) {
    if (open_.back().wants_value) {
      begin_element();
    } else {
      end_element();
    }
  }
  skip_blanks();
  text_.accept(".");
  skip_blanks();
  if (!text_.is_at_end()) text_.fail("the end of the text");
}

void ErlangReader::value_is_done() {
  if (!open_.empty()) open_.back().wants_value = false;
}

void ErlangReader::begin_value() {
  if (open_container()) return;
  read_scalar();
  value_is_done();
}

bool ErlangReader::open_container() {
  const std::size_t at = text_.position();
  const std::size_t begin = out_->size();
  if (text_.accept("[")) {
    begin_list(*out_);
    open_.push_back({.shape = Shape::list, .open = at, .begin = begin});
  } else if (text_.accept("{")) {
    append_tuple_header(*out_, kAnyLargeArity);
    open_.push_back({.shape = Shape::tuple, .open = at, .begin = begin});
  } else if (text_.accept("#{")) {
    begin_map(*out_);
    open_.push_back({.shape = Shape::map, .open = at, .begin = begin});
  } else {
    return false;
  }
  return true;
}

void ErlangReader::begin_element() {
  skip_blanks();
  Frame& frame = open_.back();
  if (frame.may_close && text_.accept(closing(frame.shape))) return close();
  frame.may_close = false;
  begin_value();
}

void ErlangReader::end_element() {
  Frame& frame = open_.back();
  skip_blanks();
  if (frame.shape == Shape::map && !frame.key_is_read) {
    if (!text_.accept("=>")) text_.fail("\"=>\" and a value");
    frame.key_is_read = frame.wants_value = true;
    return;
  }
  frame.key_is_read = false;
  if (!frame.has_tail) ++frame.count;
  if (text_.accept(closing(frame.shape))) return close();
  if (frame.shape == Shape::list && !frame.has_tail && text_.accept("|")) {
    frame.has_tail = frame.wants_value = true;
  } else if (!frame.has_tail && text_.accept(",")) {
    frame.wants_value = true;
  } else {
    const std::string expected =
        (frame.has_tail ? "\"" : "\",\" or \"") + std::string(closing(frame.shape)) + "\"";
    if (text_.is_at_end())
      text_.fail_at(frame.open, "expected a closing " + expected + " for what is opened here");
    text_.fail(expected);
  }
}

void ErlangReader::close() {
  const Frame frame = open_.back();
  open_.pop_back();
  if (frame.shape != Shape::list) {
    store_be32(out_->data() + frame.begin + 1, frame.count);
  } else if (frame.has_tail) {
    end_improper_list(*out_, frame.begin, frame.count);
  } else {
    end_list(*out_, frame.begin, frame.count);
  }
  value_is_done();
}

std::string_view ErlangReader::closing(Shape shape) { return shape == Shape::list ? "]" : "}"; }

void ErlangReader::read_scalar() {
  const std::size_t begin = text_.position();
  if (at_erlang_number(text_)) {
    read_erlang_number(text_, *out_);
  } else if (text_.peek() == '"') {
    append_charlist(text_, begin, read_erlang_quoted(text_), *out_);
  } else if (text_.starts_with("<<")) {
    read_erlang_bits(text_, *out_);
  } else if (text_.starts_with("fun ")) {
    read_fun();
  } else {
    read_name();
  }
}

/// `fun lists:map/2`: a function of a module, which stands for itself.
void ErlangReader::read_fun() {
  text_.expect("fun ");
  skip_blanks();
  out_->push_back(static_cast<std::uint8_t>(Tag::EXPORT_EXT));
  read_name();
  text_.expect(":");
  read_name();
  text_.expect("/");
  append_arity(text_, *out_);
}

void ErlangReader::read_name() {
  const std::size_t begin = text_.position();
  if (text_.peek() == '\'') {
    append_checked_atom(text_, begin, read_erlang_quoted(text_), *out_);
  } else {
    read_atom();
  }
}

void ErlangReader::read_atom() {
  const std::size_t begin = text_.position();
  const std::size_t length = erlang_atom_length(text_.rest());
  if (length == 0) text_.fail("a term");
  const std::string_view name = text_.rest().substr(0, length);
  if (needs_erlang_quotes(name)) text_.fail("a term (\"" + std::string(name) + "\" as an atom stands in '')");
  append_checked_atom(text_, begin, name, *out_);
  text_.skip(length);
}

}  // namespace cxdump::etf
