#include "etf/segment_writer.hpp"

#include <charconv>
#include <cmath>

#include "cxdump/base/utf8.hpp"
#include "etf/head_of.hpp"
#include "etf/text_number.hpp"

namespace cxdump::etf {
namespace {

using Type = SegmentType::Kind;

bool is_utf(Type kind) { return kind == Type::utf8 || kind == Type::utf16 || kind == Type::utf32; }

std::uint64_t bits_or(std::uint64_t unsaid, const TextCursor& text, std::size_t begin,
                      const SegmentType& type) {
  if (!type.has_size && type.has_unit) text.fail_at(begin, "a unit needs a size");
  const std::uint64_t bits = type.has_size ? type.bits() : unsaid;
  if (bits > kMostSegmentBits) text.fail_at(begin, "this segment is larger than 2^20 bits");
  return bits;
}

void append_text(const TextCursor& text, const SegmentValue& value, const SegmentType& type,
                 BitBuilder& bits) {
  const bool is_bytes =
      type.kind == Type::unsaid || type.kind == Type::binary || type.kind == Type::bitstring;
  if (type.has_size || !(is_bytes || is_utf(type.kind))) {
    text.fail_at(value.begin,
                 "a text in a bitstring has one of the types binary, utf8, utf16, utf32, and no size");
  }
  if (is_bytes) return bits.append_bytes(as_bytes(value.utf8));
  for (Bytes rest = as_bytes(value.utf8); !rest.empty();) {
    const Utf8Char c = decode_utf8(rest);
    if (c.length == 0) text.fail_at(value.begin, "this text is no UTF-8");
    bits.append_character(c.code, type);
    rest = rest.subspan(c.length);
  }
}

void append_number(const TextCursor& text, const SegmentValue& value, const SegmentType& type,
                   BitBuilder& bits) {
  const std::optional<Head> head = head_of(Bytes(value.number));
  const bool is_float = value.kind == SegmentValue::Kind::floating;
  if (is_float || type.kind == Type::floating) {
    if (type.kind != Type::unsaid && type.kind != Type::floating)
      text.fail_at(value.begin, "a float is of type float");
    const double number = is_float                      ? float_value(*head)
                          : head->kind == Kind::integer ? static_cast<double>(head->value)
                                                        : HUGE_VAL;
    const std::uint64_t size = bits_or(64, text, value.begin, type);
    if (!bits.append_float(number, size, type.endian))
      text.fail_at(value.begin, "expected a float of 32 or 64 bits");
  } else if (is_utf(type.kind)) {
    const bool is_character = head->kind == Kind::integer && head->value >= 0 && head->value <= 0x10FFFF &&
                              (head->value < 0xD800 || head->value > 0xDFFF);
    if (!is_character || type.has_size)
      text.fail_at(value.begin, "expected a Unicode character, without a size");
    bits.append_character(static_cast<char32_t>(head->value), type);
  } else if (type.kind == Type::unsaid || type.kind == Type::integer) {
    bits.append_integer(value.number, bits_or(8, text, value.begin, type), type.endian);
  } else {
    text.fail_at(value.begin,
                 "an integer in a bitstring has one of the types integer, float, utf8, utf16, utf32");
  }
}

}  // namespace

void append_segment(const TextCursor& text, const SegmentValue& value, const SegmentType& type,
                    BitBuilder& bits) {
  if (value.kind == SegmentValue::Kind::text) return append_text(text, value, type, bits);
  append_number(text, value, type, bits);
}

void check_nested_segment(const TextCursor& text, std::size_t begin, std::size_t bits,
                          const SegmentType& type) {
  const bool is_bits = type.kind == Type::unsaid || type.kind == Type::bitstring || type.kind == Type::binary;
  if (!is_bits || type.has_size)
    text.fail_at(begin, "a bitstring in a bitstring is of type bitstring or binary, without a size");
  if (type.kind == Type::binary && bits % 8 != 0)
    text.fail_at(begin, "a binary has whole bytes, and this has not");
}

std::uint64_t read_segment_size(TextCursor& text) {
  const std::size_t begin = text.position();
  const std::string digits = read_digits(text, 10);
  std::uint64_t size = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  if (read.ec != std::errc() || size > kMostSegmentBits)
    text.fail_at(begin, "this segment is larger than 2^20 bits");
  return size;
}

}  // namespace cxdump::etf
