#include "etf/elixir_bits_reader.hpp"

#include "etf/elixir_number.hpp"
#include "etf/elixir_quoted.hpp"
#include "etf/segment_writer.hpp"

namespace cxdump::etf {
namespace {

bool is_word_character(char c) { return (c >= 'a' && c <= 'z') || is_decimal_digit(c); }

std::uint64_t read_in_parentheses(TextCursor& text) {
  text.expect("(");
  const std::uint64_t number = read_segment_size(text);
  text.expect(")");
  return number;
}

/// One part of a type: `size(4)`, `4`, `4*8`, `unit(8)`, `little`.
void read_modifier(TextCursor& text, SegmentType& type) {
  if (is_decimal_digit(text.peek())) {
    type.size = read_segment_size(text);
    type.has_size = true;
    if (text.accept("*")) type.unit = read_segment_size(text);
    return;
  }
  std::string word;
  while (is_word_character(text.peek())) word.push_back(text.take());
  if (word == "size") {
    type.size = read_in_parentheses(text);
    type.has_size = true;
  } else if (word == "unit") {
    type.unit = read_in_parentheses(text);
    type.has_unit = true;
  } else if (!type.set(word)) {
    text.fail_at(text.position() - word.size(),
                 "expected a type of a segment, such as size(4), utf8, little");
  }
}

/// The type behind `::`, its parts joined by `-`; none where no `::` stands.
SegmentType read_type(TextCursor& text) {
  SegmentType type;
  text.skip_blanks('#');
  if (!text.accept("::")) return type;
  do {
    text.skip_blanks('#');
    read_modifier(text, type);
    text.skip_blanks('#');
  } while (text.accept("-"));
  return type;
}

SegmentValue read_value(TextCursor& text) {
  SegmentValue value{SegmentValue::Kind::text, {}, {}, text.position()};
  if (text.peek() == '"') {
    value.utf8 = read_elixir_quoted(text);
  } else if (text.starts_with("~s") || text.starts_with("~S")) {
    value.utf8 = read_elixir_sigil(text).content;
  } else if (at_elixir_number(text)) {
    const bool is_integer = read_elixir_number(text, value.number);
    value.kind = is_integer ? SegmentValue::Kind::integer : SegmentValue::Kind::floating;
  } else {
    text.fail("a number, a string or \">>\"");
  }
  return value;
}

struct Nested {
  std::size_t at;    ///< in the text
  std::size_t bits;  ///< how many were there before
};

}  // namespace

// All bits go to one builder: what a nested bitstring holds is in its place when it closes.
void read_elixir_bits(TextCursor& text, std::vector<std::uint8_t>& out) {
  BitBuilder bits;
  std::vector<Nested> open;
  bool wants_segment = true;
  open.push_back({text.position(), 0});
  text.expect("<<");
  while (!open.empty()) {
    text.skip_blanks('#');
    if (text.accept(">>")) {
      const Nested closed = open.back();
      open.pop_back();
      if (!open.empty()) check_nested_segment(text, closed.at, bits.size() - closed.bits, read_type(text));
      wants_segment = false;
    } else if (!wants_segment) {
      if (!text.accept(",")) text.fail("\",\" or \">>\"");
      wants_segment = true;
    } else if (text.starts_with("<<")) {
      open.push_back({text.position(), bits.size()});
      text.skip(2);
    } else {
      const SegmentValue value = read_value(text);
      append_segment(text, value, read_type(text), bits);
      wants_segment = false;
    }
  }
  bits.append_term(out);
}

}  // namespace cxdump::etf
