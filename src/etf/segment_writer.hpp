#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "etf/bit_builder.hpp"
#include "etf/text_cursor.hpp"

namespace cxdump::etf {

/// The value of a segment before its type is known.
struct SegmentValue {
  enum class Kind : std::uint8_t { integer, floating, text };
  Kind kind;
  std::vector<std::uint8_t> number;  ///< integer, floating: the term
  std::string utf8;                  ///< text
  std::size_t begin;                 ///< where it stands, for errors
};

/// Appends a segment of a literal bitstring to `bits`. Throws at its start where value and type do not fit.
void append_segment(const TextCursor& text, const SegmentValue& value, const SegmentType& type,
                    BitBuilder& bits);

/// Checks what the type of a nested bitstring of `bits` bits may be: only bitstring, or binary where it is
/// whole bytes.
void check_nested_segment(const TextCursor& text, std::size_t begin, std::size_t bits,
                          const SegmentType& type);

/// Takes the number behind size, unit or alone, as both languages have it. Throws where it is none or too
/// large.
std::uint64_t read_segment_size(TextCursor& text);

}  // namespace cxdump::etf
