#include "etf/elixir_string.hpp"
#include "etf/elixir_walk.hpp"
#include "etf/number_text.hpp"

namespace cxdump::etf {

// A list may be encoded in parts, [1 | [2 | [3]]]: to the VM and to its text that is one list.

void ElixirPrinter::Walk::open_list(std::size_t begin, const Head& head) {
  if (open_sets_ == 0 && is_list_of_integers(term_.subspan(begin), is_printable_charlist_character)) {
    return print_charlist(head);
  }
  out_->push_back('[');
  const bool is_keywords = starts_with_keyword(rest()) && is_keyword_list(begin);
  open_.push_back({.shape = is_keywords ? Shape::keywords : Shape::list,
                   .left = static_cast<std::uint32_t>(head.children)});
}

/// Requires: there are characters, and all are printable.
void ElixirPrinter::Walk::print_charlist(Head part) {
  constexpr std::size_t piece = std::size_t{32} << 10;
  std::string characters;
  out_->append("~c\"");
  while (part.kind == Kind::list) {
    for (std::uint32_t i = 0; i < part.count; ++i) {
      characters.push_back(static_cast<char>(read().value));
      // What a # means depends on what follows.
      if (characters.size() >= piece && characters.back() != '#') print_characters(characters);
    }
    part = read();
  }
  if (part.kind == Kind::string) characters.append(as_text(part.body));
  print_characters(characters);
  out_->push_back('"');
}

void ElixirPrinter::Walk::print_characters(std::string& characters) {
  append_escaped(characters, '"', *out_);
  characters.clear();
  relieve();
}

void ElixirPrinter::Walk::print_bytes_as_list(Bytes bytes) {
  if (bytes.empty()) {
    out_->append("[]");
  } else if (open_sets_ == 0 && is_printable_charlist(bytes)) {
    out_->append("~c\"");
    append_escaped(as_text(bytes), '"', *out_);
    out_->push_back('"');
  } else {
    out_->push_back('[');
    append_byte(bytes.front(), *out_);
    print_more_bytes(bytes.subspan(1));
    out_->push_back(']');
  }
}

void ElixirPrinter::Walk::print_more_bytes(Bytes bytes) {
  for (const std::uint8_t byte : bytes) {
    out_->append(", ");
    append_byte(byte, *out_);
  }
}

bool ElixirPrinter::Walk::advance_list(Frame& frame) {
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
      out_->append(" | ");
      return true;
    }
  }
  if (frame.left == 0) {
    out_->push_back(']');
    return false;
  }
  --frame.left;
  separate(frame);
  if (frame.shape == Shape::keywords) print_keyword_of_tuple();
  return true;
}

void ElixirPrinter::Walk::print_keyword_of_tuple() {
  read();
  print_key(read());
}

bool ElixirPrinter::Walk::is_keyword_list(std::size_t begin) {
  if (!has_keyword_lists_) keyword_lists_.build(term_);
  has_keyword_lists_ = true;
  return keyword_lists_.contains(begin);
}

}  // namespace cxdump::etf
