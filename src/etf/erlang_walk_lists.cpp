#include "etf/erlang_string.hpp"
#include "etf/erlang_walk.hpp"
#include "etf/list_shape.hpp"
#include "etf/number_text.hpp"

namespace cxdump::etf {

// A list may be encoded in parts, [1 | [2 | [3]]]: to the VM and to its text that is one list.

void ErlangPrinter::Walk::open_list(std::size_t begin, const Head& head) {
  if (is_list_of_integers(term_.subspan(begin), is_printable_latin1)) return print_string(head);
  out_->push_back('[');
  open_.push_back({.shape = Shape::list, .left = static_cast<std::uint32_t>(head.children)});
}

void ErlangPrinter::Walk::print_string(Head part) {
  std::string characters;
  while (part.kind == Kind::list) {
    for (std::uint32_t i = 0; i < part.count; ++i) characters.push_back(static_cast<char>(read().value));
    part = read();
  }
  if (part.kind == Kind::string) characters.append(as_text(part.body));
  print_bytes_as_list(as_bytes(characters));
}

void ErlangPrinter::Walk::print_bytes_as_list(Bytes bytes) {
  if (bytes.empty()) {
    out_->append("[]");
  } else if (is_printable_latin1(bytes)) {
    out_->push_back('"');
    append_escaped_latin1(bytes, '"', *out_);
    out_->push_back('"');
  } else {
    out_->push_back('[');
    append_byte(bytes.front(), *out_);
    print_more_bytes(bytes.subspan(1));
    out_->push_back(']');
  }
}

void ErlangPrinter::Walk::print_more_bytes(Bytes bytes) {
  for (const std::uint8_t byte : bytes) {
    out_->push_back(',');
    append_byte(byte, *out_);
  }
}

bool ErlangPrinter::Walk::advance_list(Frame& frame) {
  while (frame.left == 1) {
    const std::size_t tail = at_;
    const Head head = read();
    if (head.kind == Kind::list) {
      frame.left = static_cast<std::uint32_t>(head.children);
    } else if (head.kind == Kind::nil || head.kind == Kind::string) {
      print_more_bytes(head.body);
      frame.left = 0;
    } else {
      at_ = tail;
      frame.left = 0;
      out_->push_back('|');
      return true;
    }
  }
  if (frame.left == 0) {
    out_->push_back(']');
    return false;
  }
  --frame.left;
  separate(frame);
  return true;
}

}  // namespace cxdump::etf
