#include <algorithm>
#include <array>
#include <cmath>

#include "cxdump/etf/cursor.hpp"
#include "etf/shapes.hpp"
#include "json/base64.hpp"
#include "json/escape.hpp"
#include "json/key_text.hpp"
#include "json/numbers.hpp"
#include "json/term_writer.hpp"

namespace cxdump::json {

using etf::Head;
using etf::Kind;

namespace {

std::string_view wrapper_of(Kind kind) {
  switch (kind) {
    case Kind::pid:
      return "$pid";
    case Kind::port:
      return "$port";
    case Kind::reference:
      return "$reference";
    case Kind::fun:
    case Kind::external_fun:
      return "$fun";
    case Kind::integer:
    case Kind::big:
    case Kind::floating:
    case Kind::atom:
    case Kind::binary:
    case Kind::bitstring:
    case Kind::nil:
    case Kind::string:
    case Kind::list:
    case Kind::tuple:
    case Kind::map:
      break;
  }
  return "$etf";
}

/// What Elixir's List.ascii_printable?/1 takes for text: no control characters but \a \b \t \n \v \f \r \e.
bool is_printable(std::int32_t c) { return (c >= 0x20 && c < 0x7F) || (c >= 7 && c <= 13) || c == 27; }

}  // namespace

void TermWriter::write_leaf(const Head& head) {
  switch (head.kind) {
    case Kind::integer:
    case Kind::big:
      return write_number(head);
    case Kind::floating:
      return write_float(etf::float_value(head));
    case Kind::atom:
      return write_atom(head);
    case Kind::binary:
    case Kind::bitstring:
      return is_binary(head) ? write_binary(head) : write_bits(head);
    case Kind::nil:
      return out_->put("[]");
    case Kind::string:
      return write_bytes_as_list(head.body);
    case Kind::pid:
    case Kind::port:
    case Kind::reference:
    case Kind::fun:
    case Kind::external_fun:
      return write_identifier(head);
    case Kind::list:
    case Kind::tuple:
    case Kind::map:
      break;  // no leaves
  }
}

void TermWriter::write_atom(const Head& head) {
  if (is_atom(head, "nil")) return out_->put("null");
  if (is_atom(head, "true") || is_atom(head, "false")) return out_->put(as_text(head.body));
  if (options_.mode == Mode::plain) return append_atom_name(head, *out_);
  text_->open_named("$atom");
  append_atom_name(head, *out_);
  text_->close('}');
}

void TermWriter::write_number(const Head& head) {
  if (options_.mode == Mode::plain || is_exact_in_double(head)) return append_integer(head, *out_);
  text_->open_named("$integer");
  out_->put('"');
  append_integer(head, *out_);
  out_->put('"');
  text_->close('}');
}

void TermWriter::write_float(double value) {
  char* p = out_->room(kLongestFloat);
  if (options_.mode == Mode::plain || std::trunc(value) != value)
    return out_->commit(json::write_float(value, p));
  // A reader that keeps numbers as doubles would give back an integer.
  text_->open_named("$float");
  out_->put('"');
  out_->commit(json::write_float(value, out_->room(kLongestFloat)));
  out_->put('"');
  text_->close('}');
}

void TermWriter::write_binary(const Head& head) {
  if (append_if_utf8(head.body, *out_)) return;
  text_->open_named("$binary");
  out_->put('"');
  append_base64(head.body, *out_);
  out_->put('"');
  text_->close('}');
}

void TermWriter::write_bits(const Head& head) {
  text_->open_named("$bits");
  out_->put('"');
  // The bits behind the last one may be set and mean nothing.
  const std::size_t whole_groups = (head.body.size() - 1) / 3 * 3;
  const Bytes rest = head.body.subspan(whole_groups);
  std::array<std::uint8_t, 3> last;
  std::copy(rest.begin(), rest.end(), last.begin());
  last[rest.size() - 1] &= static_cast<std::uint8_t>(0xFF << (8 - head.last_bits));
  append_base64(head.body.first(whole_groups), *out_);
  append_base64(Bytes(last).first(rest.size()), *out_);
  out_->put('"');
  text_->next();
  text_->name("size");
  const std::uint64_t bits = std::uint64_t{head.body.size() - 1} * 8 + head.last_bits;
  out_->commit(write_unsigned(bits, out_->room(kLongestInteger)));
  text_->close('}');
}

void TermWriter::write_identifier(const Head& head) {
  if (head.kind == Kind::fun) at_ = head.begin + etf::term_length(between(head.begin, end_));
  const Bytes term = between(head.begin, at_);
  if (options_.mode == Mode::typed) {
    text_->open_named("$etf");
    out_->put('"');
    append_base64(term, *out_);
    out_->put('"');
  } else {
    text_->open_named(wrapper_of(head.kind));
    scratch_.clear();
    printer_.print(term, scratch_);
    append_string(as_bytes(scratch_), *out_);
  }
  text_->close('}');
}

void TermWriter::write_bytes_as_list(Bytes bytes) {
  const bool may_be_text = options_.charlists == Charlists::strings && options_.mode == Mode::plain;
  if (may_be_text && std::all_of(bytes.begin(), bytes.end(), is_printable))
    return append_string(bytes, *out_);
  text_->open('[');
  Frame frame{.shape = Shape::elements, .is_wrapped = false, .left = 0};
  write_more_bytes(bytes, frame);
  text_->close(']');
}

void TermWriter::write_more_bytes(Bytes bytes, Frame& frame) {
  for (const std::uint8_t byte : bytes) {
    separate(frame);
    out_->commit(write_unsigned(byte, out_->room(kLongestInteger)));
  }
}

/// Writes a list of printable characters as a string; false: it is another list, and nothing was written.
bool TermWriter::write_charlist(const Head& head) {
  const std::uint8_t* at = at_;
  Head element{};
  scratch_.clear();
  for (std::uint32_t i = 0; i < head.count; ++i) {
    if (etf::read_head(at, end_, element) != Status::ok) return false;
    if (element.kind != Kind::integer || !is_printable(element.value)) return false;
    scratch_.push_back(static_cast<char>(element.value));
  }
  if (etf::read_head(at, end_, element) != Status::ok || element.kind != Kind::nil) return false;
  at_ = at;
  append_string(as_bytes(scratch_), *out_);
  return true;
}

}  // namespace cxdump::json
