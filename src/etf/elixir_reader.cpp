#include "etf/elixir_reader.hpp"

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/append.hpp"
#include "etf/elixir_quoted.hpp"

namespace cxdump::etf {

void ElixirReader::read_term(std::vector<std::uint8_t>& out) {
  out_ = &out;
  open_.clear();
  skip_blanks();
  begin_value();
  read_open_containers();
}

void ElixirReader::read_keywords(std::vector<std::uint8_t>& out) {
  out_ = &out;
  open_.clear();
  open(Shape::keywords, text_.position(), begin_list(out));
  read_open_containers();
}

void ElixirReader::read_open_containers() {
  while (!open_.empty()) {
    if (!open_.back().wants_value) {
      end_element();
    } else if (begin_element()) {
      begin_value();
    }
  }
}

void ElixirReader::open(Shape shape, std::size_t open_at, std::size_t begin) {
  open_.push_back({.shape = shape, .open = open_at, .begin = begin});
}

void ElixirReader::skip_blanks() { text_.skip_blanks('#'); }

/// A scalar is done when this returns; of a container, the opening is read.
void ElixirReader::begin_value() {
  if (!open_container()) {
    read_scalar();
    value_is_done();
  }
}

void ElixirReader::value_is_done() {
  if (!open_.empty()) open_.back().wants_value = false;
}

/// Stands before an element, a key or the closing. Reads what comes before a value; false when the container
/// is closed.
bool ElixirReader::begin_element() {
  Frame& frame = open_.back();
  skip_blanks();
  if (frame.key_is_read || frame.has_tail) return true;
  const bool may_close = frame.shape != Shape::parentheses && frame.shape != Shape::keywords;
  if (may_close && text_.accept(closing(frame.shape))) {
    close();
    return false;
  }
  if (frame.shape != Shape::parentheses && at_keyword()) {
    begin_keyword(frame);
  } else if (frame.in_keywords && frame.shape != Shape::map) {
    text_.fail("another keyword, such as \"key: 1\": keywords come last");
  }
  return true;
}

void ElixirReader::begin_keyword(Frame& frame) {
  if (frame.shape == Shape::tuple && !frame.in_keywords) {
    frame.keywords = begin_list(*out_);
    ++frame.count;
  }
  frame.in_keywords = true;
  const bool is_pair = frame.shape == Shape::map;
  if (!is_pair) append_tuple_header(*out_, 2);
  const std::size_t begin = text_.position();
  append_checked_atom(text_, begin, read_key(), *out_);
  frame.key_is_read = is_pair;
  skip_blanks();
}

/// Stands behind a value: reads what separates it from the next, or closes.
void ElixirReader::end_element() {
  Frame& frame = open_.back();
  const std::size_t behind = text_.position();
  skip_blanks();
  if (frame.shape == Shape::map && !frame.key_is_read) {
    if (!text_.accept("=>")) text_.fail("\"=>\" and a value");
    frame.key_is_read = frame.wants_value = true;
    return;
  }
  count_element(frame);
  frame.key_is_read = false;
  if (frame.shape == Shape::keywords) {
    if (!accept_comma_before_keyword()) {
      text_.go_to(behind);
      close();
    }
    return;
  }
  if (text_.accept(closing(frame.shape))) {
    close();
  } else if (frame.shape == Shape::list && !frame.has_tail && !frame.in_keywords && text_.accept("|")) {
    frame.has_tail = frame.wants_value = true;
  } else if (frame.shape != Shape::parentheses && !frame.has_tail && text_.accept(",")) {
    frame.wants_value = true;
  } else {
    fail_unclosed(frame);
  }
}

void ElixirReader::count_element(Frame& frame) {
  if (frame.has_tail) return;
  if (frame.shape == Shape::set) append_nil(*out_);  // a member is a key of a map, and its value is []
  if (frame.shape == Shape::tuple && frame.in_keywords) {
    ++frame.keyword_count;
  } else {
    ++frame.count;
  }
}

bool ElixirReader::accept_comma_before_keyword() {
  const std::size_t comma = text_.position();
  if (text_.accept(",")) {
    skip_blanks();
    if (at_keyword()) {
      open_.back().wants_value = true;
      return true;
    }
  }
  text_.go_to(comma);
  return false;
}

void ElixirReader::close() {
  const Frame frame = open_.back();
  open_.pop_back();
  switch (frame.shape) {
    case Shape::parentheses:
      break;
    case Shape::list:
    case Shape::keywords:
      if (frame.has_tail) {
        end_improper_list(*out_, frame.begin, frame.count);
      } else {
        end_list(*out_, frame.begin, frame.count);
      }
      break;
    case Shape::tuple:
      if (frame.in_keywords) end_list(*out_, frame.keywords, frame.keyword_count);
      store_be32(out_->data() + frame.begin + 1, frame.count);
      break;
    case Shape::map:
      store_be32(out_->data() + frame.begin + 1, frame.count);
      break;
    case Shape::set:
      store_be32(out_->data() + frame.begin + 1, frame.count);
      append_atom(*out_, "version");
      append_integer(*out_, 2);
      skip_blanks();
      text_.expect(")");
      break;
  }
  value_is_done();
}

std::string_view ElixirReader::closing(Shape shape) {
  switch (shape) {
    case Shape::parentheses:
      return ")";
    case Shape::list:
    case Shape::set:
      return "]";
    case Shape::tuple:
    case Shape::map:
      return "}";
    case Shape::keywords:
      return "";
  }
  return "";
}

void ElixirReader::fail_unclosed(const Frame& frame) {
  std::string expected = "\"" + std::string(closing(frame.shape)) + "\"";
  const bool may_go_on = frame.shape != Shape::parentheses && !frame.has_tail;
  if (may_go_on) expected = "\",\" or " + expected;
  if (text_.is_at_end())
    text_.fail_at(frame.open, "expected a closing " + expected + " for what is opened here");
  text_.fail(expected);
}

}  // namespace cxdump::etf
