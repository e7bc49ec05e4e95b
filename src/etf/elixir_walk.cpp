#include "etf/elixir_walk.hpp"

#include <algorithm>

#include "cxdump/etf/big_text.hpp"
#include "cxdump/etf/identifier.hpp"
#include "etf/elixir_atom.hpp"
#include "etf/elixir_string.hpp"
#include "etf/identifier_text.hpp"
#include "etf/number_text.hpp"

namespace cxdump::etf {
namespace {

constexpr std::size_t kPiece = std::size_t{32} << 10;  // bytes of a term that are printed in one go

}  // namespace

void ElixirPrinter::Walk::print(Bytes term, std::string& out, const Write& write, std::size_t enough) {
  term_ = term;
  out_ = &out;
  write_ = &write;
  enough_ = enough;
  at_ = 0;
  open_.clear();
  order_.clear();
  open_sets_ = 0;
  has_outline_ = has_keyword_lists_ = false;
  while (true) {
    print_term();
    if (out.size() >= enough_) break;
    while (!open_.empty() && !advance(open_.back())) open_.pop_back();
    if (open_.empty()) break;
    relieve();
  }
  trim();
}

/// A large term's tables are not kept.
void ElixirPrinter::Walk::trim() {
  key_order_.trim();
  outline_.trim();
  keyword_lists_.trim();
  open_.trim();
  order_.trim();
}

Head ElixirPrinter::Walk::read() {
  Cursor cursor(term_, at_);
  Head head{};
  if (cursor.next(head) != Status::ok) head.kind = Kind::nil;  // the caller has promised that this cannot be
  at_ = cursor.position();
  return head;
}

/// Without the lists of no elements that stand before a term, which is their tail.
Head ElixirPrinter::Walk::read_resolved(std::size_t& begin) {
  while (true) {
    begin = at_;
    const Head head = read();
    if (head.kind != Kind::list || head.count != 0) return head;
  }
}

void ElixirPrinter::Walk::print_term() {
  std::size_t begin = 0;
  const Head head = read_resolved(begin);
  switch (head.kind) {
    case Kind::integer:
      return append_integer_text(head.value, *out_);
    case Kind::big:
      return append_decimal(head.body, head.negative ? Sign::negative : Sign::positive, *out_);
    case Kind::floating:
      return append_elixir_float(float_value(head), *out_);
    case Kind::atom:
      return print_atom(head);
    case Kind::binary:
      return print_bits(head.body, 8);
    case Kind::bitstring:
      return print_bits(head.body, head.body.empty() ? 8 : head.last_bits);
    case Kind::nil:
      out_->append("[]");
      return;
    case Kind::string:
      return print_bytes_as_list(head.body);
    case Kind::list:
      return open_list(begin, head);
    case Kind::tuple:
      return open_tuple(head);
    case Kind::map:
      return open_map(begin, head);
    case Kind::pid:
      out_->append("#PID<");
      append_pid_text(pid_parts(head), *out_);
      out_->push_back('>');
      return;
    case Kind::port:
      out_->append("#Port<");
      append_port_text(port_parts(head), *out_);
      out_->push_back('>');
      return;
    case Kind::reference:
      out_->append("#Reference<");
      append_reference_text(reference_parts(head), *out_);
      out_->push_back('>');
      return;
    case Kind::fun:
    case Kind::external_fun:
      return print_fun(head);
  }
}

void ElixirPrinter::Walk::print_bits(Bytes bytes, unsigned last_bits) {
  const bool is_text = last_bits == 8 && is_printable(bytes);
  out_->append(is_text ? "\"" : "<<");
  constexpr std::size_t widest = 4;  // a character that is cut in two stands behind what is enough
  const std::size_t wanted = enough_ - std::min(enough_, out_->size());
  if (bytes.size() > widest && bytes.size() - widest > wanted) {
    bytes = bytes.first(wanted + widest);
    last_bits = 8;
  }
  while (bytes.size() > kPiece) {
    const Bytes piece = is_text ? piece_of_text(bytes, kPiece) : bytes.first(kPiece);
    if (is_text) {
      append_escaped(as_text(piece), '"', *out_);
    } else {
      append_bytes(piece, 8, *out_);
      out_->append(", ");
    }
    bytes = bytes.subspan(piece.size());
    relieve();
  }
  if (is_text) {
    append_escaped(as_text(bytes), '"', *out_);
  } else {
    append_bytes(bytes, last_bits, *out_);
  }
  out_->append(is_text ? "\"" : ">>");
}

/// Where the text so far will not be taken back: it may go.
void ElixirPrinter::Walk::relieve() {
  if (out_->size() < kPiece || !*write_) return;
  (*write_)(*out_);
  out_->clear();
}

void ElixirPrinter::Walk::print_atom(const Head& head) { append_elixir_atom(AtomText(head).name(), *out_); }

void ElixirPrinter::Walk::print_key(const Head& key) {
  append_elixir_key(AtomText(key).name(), *out_);
  out_->push_back(' ');
}

void ElixirPrinter::Walk::print_fun(const Head& head) {
  if (head.kind == Kind::external_fun) {
    const ExternalFunParts fun = external_fun_parts(head);
    out_->push_back('&');
    print_atom(fun.module);
    out_->push_back('.');
    append_elixir_call(AtomText(fun.function).name(), *out_);
    out_->push_back('/');
    append_byte(fun.arity, *out_);
    return;
  }
  const FunParts fun = fun_parts(head);
  out_->append("#Function<");
  append_integer_text(fun.index, *out_);
  out_->push_back('.');
  append_integer_text(fun.old_uniq, *out_);
  out_->push_back('/');
  append_byte(fun.arity.value_or(0), *out_);
  out_->append(" in ");
  print_atom(fun.module);
  out_->push_back('>');
  Cursor cursor(term_, at_);
  if (cursor.skip(head.children) == Status::ok) at_ = cursor.position();
}

void ElixirPrinter::Walk::open_tuple(const Head& head) {
  out_->push_back('{');
  open_.push_back({.shape = Shape::tuple, .left = head.count});
}

bool ElixirPrinter::Walk::advance(Frame& frame) {
  switch (frame.shape) {
    case Shape::tuple:
      if (frame.left == 0) {
        out_->push_back('}');
        return false;
      }
      --frame.left;
      separate(frame);
      return true;
    case Shape::list:
    case Shape::keywords:
      return advance_list(frame);
    case Shape::pairs:
    case Shape::keyword_pairs:
    case Shape::members:
    case Shape::keyword_members:
      return advance_map(frame);
  }
  return false;
}

void ElixirPrinter::Walk::separate(Frame& frame) {
  if (frame.is_started) out_->append(", ");
  frame.is_started = true;
}

}  // namespace cxdump::etf
