#include "etf/erlang_walk.hpp"

#include <algorithm>

#include "cxdump/etf/big_text.hpp"
#include "cxdump/etf/identifier.hpp"
#include "etf/erlang_string.hpp"
#include "etf/identifier_text.hpp"
#include "etf/list_shape.hpp"
#include "etf/number_text.hpp"

namespace cxdump::etf {

void ErlangPrinter::Walk::print(Bytes term, std::string& out) {
  term_ = term;
  out_ = &out;
  at_ = 0;
  open_.clear();
  order_.clear();
  has_outline_ = false;
  while (true) {
    print_term();
    while (!open_.empty() && !advance(open_.back())) open_.pop_back();
    if (open_.empty()) break;
  }
  trim();
}

/// A large term's tables are not kept.
void ErlangPrinter::Walk::trim() {
  key_order_.trim();
  outline_.trim();
  open_.trim();
  order_.trim();
}

Head ErlangPrinter::Walk::read() {
  Cursor cursor(term_, at_);
  Head head{};
  if (cursor.next(head) != Status::ok) head.kind = Kind::nil;  // the caller has promised that this cannot be
  at_ = cursor.position();
  return head;
}

/// Without the lists of no elements that stand before a term, which is their tail.
Head ErlangPrinter::Walk::read_resolved(std::size_t& begin) {
  while (true) {
    begin = at_;
    const Head head = read();
    if (head.kind != Kind::list || head.count != 0) return head;
  }
}

void ErlangPrinter::Walk::print_term() {
  std::size_t begin = 0;
  const Head head = read_resolved(begin);
  switch (head.kind) {
    case Kind::integer:
      return append_integer_text(head.value, *out_);
    case Kind::big:
      return append_decimal(head.body, head.negative ? Sign::negative : Sign::positive, *out_);
    case Kind::floating:
      return append_erlang_float(float_value(head), *out_);
    case Kind::atom:
      return append_erlang_atom(AtomText(head).name(), *out_);
    case Kind::binary:
      return append_erlang_binary(head.body, 8, *out_);
    case Kind::bitstring:
      return append_erlang_binary(head.body, head.last_bits, *out_);
    case Kind::nil:
      out_->append("[]");
      return;
    case Kind::string:
      return print_bytes_as_list(head.body);
    case Kind::list:
      return open_list(begin, head);
    case Kind::tuple:
      out_->push_back('{');
      open_.push_back({.shape = Shape::tuple, .left = head.count});
      return;
    case Kind::map:
      return open_map(begin, head);
    case Kind::pid:
    case Kind::port:
    case Kind::reference:
      return print_identifier(head);
    case Kind::fun:
    case Kind::external_fun:
      return print_fun(head);
  }
}

void ErlangPrinter::Walk::print_identifier(const Head& head) {
  if (head.kind == Kind::pid) {
    out_->push_back('<');
    append_pid_text(pid_parts(head), *out_);
  } else if (head.kind == Kind::port) {
    out_->append("#Port<");
    append_port_text(port_parts(head), *out_);
  } else {
    out_->append("#Ref<");
    append_reference_text(reference_parts(head), *out_);
  }
  out_->push_back('>');
}

void ErlangPrinter::Walk::print_fun(const Head& head) {
  if (head.kind == Kind::external_fun) {
    const ExternalFunParts fun = external_fun_parts(head);
    out_->append("fun ");
    append_erlang_atom(AtomText(fun.module).name(), *out_);
    out_->push_back(':');
    append_erlang_atom(AtomText(fun.function).name(), *out_);
    out_->push_back('/');
    append_byte(fun.arity, *out_);
    return;
  }
  const FunParts fun = fun_parts(head);
  out_->append("#Fun<");
  append_erlang_atom(AtomText(fun.module).name(), *out_);
  out_->push_back('.');
  append_integer_text(fun.old_index, *out_);
  out_->push_back('.');
  append_integer_text(fun.old_uniq, *out_);
  out_->push_back('>');
  Cursor cursor(term_, at_);
  if (cursor.skip(head.children) == Status::ok) at_ = cursor.position();
}

void ErlangPrinter::Walk::open_map(std::size_t begin, const Head& head) {
  out_->append("#{");
  Frame frame{.shape = Shape::pairs, .left = head.count};
  if (head.count != 0) {
    if (!has_outline_) {
      has_outline_ = outline_.build(term_) == Status::ok;
      key_order_.reset(term_, outline_);
    }
    const Outline::Map& map = outline_.map_at(begin);
    frame.map = outline_.number(map);
    frame.first_order = static_cast<std::uint32_t>(order_.size());
    frame.has_order = key_order_.append(map, order_);
  }
  open_.push_back(frame);
}

void ErlangPrinter::Walk::separate(Frame& frame) {
  if (frame.is_started) out_->push_back(',');
  frame.is_started = true;
}

bool ErlangPrinter::Walk::advance(Frame& frame) {
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
      return advance_list(frame);
    case Shape::pairs:
      return advance_map(frame);
  }
  return false;
}

bool ErlangPrinter::Walk::advance_map(Frame& frame) {
  if (frame.value_is_next) {
    out_->append(" => ");
    frame.value_is_next = false;
    return true;  // the value stands right behind its key
  }
  if (frame.left == 0) {
    out_->push_back('}');
    if (frame.next == 0) return false;  // it was empty
    at_ = outline_.maps()[frame.map].end;
    order_.resize(frame.first_order);
    return false;
  }
  --frame.left;
  separate(frame);
  const std::size_t pair = frame.has_order ? order_[frame.first_order + frame.next] : frame.next;
  ++frame.next;
  at_ = outline_.pairs(outline_.maps()[frame.map])[pair].key;
  frame.value_is_next = true;
  return true;
}

}  // namespace cxdump::etf
