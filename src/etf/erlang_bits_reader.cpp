#include "cxdump/base/utf8.hpp"
#include "cxdump/etf/append.hpp"
#include "etf/erlang_scalars.hpp"
#include "etf/segment_writer.hpp"

namespace cxdump::etf {
namespace {

bool is_word_character(char c) { return (c >= 'a' && c <= 'z') || is_decimal_digit(c); }

/// One part of a type behind `/`: `little`, `utf8`, `unit:8`.
void read_modifier(TextCursor& text, SegmentType& type) {
  std::string word;
  while (is_word_character(text.peek())) word.push_back(text.take());
  if (word == "unit") {
    text.expect(":");
    type.unit = read_segment_size(text);
    type.has_unit = true;
  } else if (!type.set(word)) {
    text.fail_at(text.position() - word.size(), "expected a type of a segment, such as utf8, little, unit:8");
  }
}

/// `:4/little-unit:8`; none where neither stands.
SegmentType read_type(TextCursor& text) {
  SegmentType type;
  text.skip_blanks('%');
  if (text.accept(":")) {
    text.skip_blanks('%');
    type.size = read_segment_size(text);
    type.has_size = true;
    text.skip_blanks('%');
  }
  if (text.accept("/")) {
    do {
      text.skip_blanks('%');
      read_modifier(text, type);
    } while (text.accept("-"));
  }
  return type;
}

/// A string is its characters one by one, each a segment of the type behind it.
void append_characters(const TextCursor& text, std::size_t begin, std::string_view utf8,
                       const SegmentType& type, BitBuilder& bits) {
  for (Bytes rest = as_bytes(utf8); !rest.empty();) {
    const Utf8Char c = decode_utf8(rest);
    if (c.length == 0) text.fail_at(begin, "this text is no UTF-8");
    SegmentValue value{SegmentValue::Kind::integer, {}, {}, begin};
    append_integer(value.number, static_cast<std::int64_t>(c.code));
    append_segment(text, value, type, bits);
    rest = rest.subspan(c.length);
  }
}

struct Nested {
  std::size_t at;    ///< in the text
  std::size_t bits;  ///< how many were there before
};

void read_segment(TextCursor& text, BitBuilder& bits) {
  const std::size_t begin = text.position();
  if (text.peek() == '"') {
    const std::string utf8 = read_erlang_quoted(text);
    const SegmentType type = read_type(text);
    return append_characters(text, begin, utf8, type, bits);
  }
  if (!at_erlang_number(text)) text.fail("a number, a string or \">>\"");
  SegmentValue value{SegmentValue::Kind::integer, {}, {}, begin};
  if (!read_erlang_number(text, value.number)) value.kind = SegmentValue::Kind::floating;
  append_segment(text, value, read_type(text), bits);
}

}  // namespace

// All bits go to one builder: what a nested bitstring holds is in its place when it closes.
void read_erlang_bits(TextCursor& text, std::vector<std::uint8_t>& out) {
  BitBuilder bits;
  std::vector<Nested> open;
  bool wants_segment = true;
  bool may_close = true;
  open.push_back({text.position(), 0});
  text.expect("<<");
  while (!open.empty()) {
    text.skip_blanks('%');
    if ((!wants_segment || may_close) && text.accept(">>")) {
      const Nested closed = open.back();
      open.pop_back();
      if (!open.empty()) check_nested_segment(text, closed.at, bits.size() - closed.bits, read_type(text));
      wants_segment = false;
    } else if (!wants_segment) {
      if (!text.accept(",")) text.fail("\",\" or \">>\"");
      wants_segment = true;
      may_close = false;
    } else if (text.starts_with("<<")) {
      open.push_back({text.position(), bits.size()});
      text.skip(2);
      may_close = true;
    } else {
      read_segment(text, bits);
      wants_segment = false;
    }
  }
  bits.append_term(out);
}

}  // namespace cxdump::etf
